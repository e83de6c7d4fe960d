/** Textbook stations under the simulation kernel, with what queueing theory and other programs say of them. */
import type { Graph } from '#shared/model/graph';
import type { Measured, SimulationResult } from '#shared/simulation/result';
import { simulate } from '#shared/simulation/simulate';
import { Agreements, shareOf } from './agreement';
import { constant, drawing, exponential, Gate, lognormal, Source, Station } from './generic-actors';
import { rowsOf } from './reference-rows';

export const THEORY_SEED = 7;
export const THEORY_REPLICATIONS = 5;

export function runStations(
  graph: Graph,
  customers: number,
  rate: number,
  replications = THEORY_REPLICATIONS,
): SimulationResult {
  return simulate(graph, [], {
    duration: customers / rate,
    seed: THEORY_SEED,
    profile: { kind: 'constant' },
    failures: [],
    replications,
    maxTraces: 0,
  });
}

const loss = (graph: Graph, customers: number, rate: number): Measured => {
  const station = runStations(graph, customers, rate).resources['station']!;
  return shareOf(station.throttled, station.offered);
};

export const theory = new Agreements();

for (const row of rowsOf('erlang-b').filter(({ inputs }) => inputs.servers <= 500)) {
  theory.check(`${row.id} Erlang B: ${row.inputs.offeredErlang} erlang on ${row.inputs.servers} servers`, (compare) => {
    const { servers, offeredErlang } = row.inputs;
    const graph = drawing(
      {
        source: (context) => new Source(context, { rate: offeredErlang }),
        station: (context) => new Station(context, { servers, room: 0, service: exponential(1) }),
      },
      [['source', 'station']],
    );
    compare(row, 'blocking', loss(graph, 20_000, offeredErlang));
  });
}

for (const row of rowsOf('mmc').filter(({ inputs }) => inputs.servers <= 20)) {
  theory.check(`${row.id} M/M/${row.inputs.servers}: waits and responses`, (compare) => {
    const { servers, arrivalRate, serviceRate } = row.inputs;
    const graph = drawing(
      {
        source: (context) => new Source(context, { rate: arrivalRate }),
        station: (context) => new Station(context, { servers, service: exponential(1 / serviceRate) }),
      },
      [['source', 'station']],
    );
    const { latency, endToEnd } = runStations(graph, 25_000, arrivalRate).resources['station']!;
    compare(row, 'meanWait', endToEnd.mean);
    compare(row, 'waitP95', endToEnd.p95, 0.005);
    compare(row, 'meanResponse', latency.mean);
    compare(row, 'responseP95', latency.p95, 0.005);
  });
}

for (const row of rowsOf('mmck').filter(({ inputs }) => inputs.servers === 1)) {
  theory.check(`${row.id} M/M/1/${row.inputs.capacity}: loss and wait`, (compare) => {
    const { servers, capacity, arrivalRate, serviceRate } = row.inputs;
    const graph = drawing(
      {
        source: (context) => new Source(context, { rate: arrivalRate }),
        station: (context) =>
          new Station(context, { servers, room: capacity - servers, service: exponential(1 / serviceRate) }),
      },
      [['source', 'station']],
    );
    const station = runStations(graph, 20_000, arrivalRate).resources['station']!;
    compare(row, 'loss', shareOf(station.throttled, station.offered));
    compare(row, 'meanWait', station.endToEnd.mean);
  });
}

for (const row of rowsOf('md1')) {
  theory.check('M/D/1 waits as its exact law says', (compare) => {
    const graph = drawing(
      {
        source: (context) => new Source(context, { rate: row.inputs.arrivalRate }),
        station: (context) => new Station(context, { servers: 1, service: constant(1) }),
      },
      [['source', 'station']],
    );
    const { endToEnd } = runStations(graph, 40_000, 0.9).resources['station']!;
    compare(row, 'meanWait', endToEnd.mean);
    compare(row, 'waitP50', endToEnd.p50, 0.005);
    compare(row, 'waitP95', endToEnd.p95, 0.005);
  });
}

for (const row of rowsOf('mg1-pollaczek-khinchine')) {
  theory.check(`${row.id} M/G/1 with scv ${row.inputs.serviceScv} waits as Pollaczek and Khinchine say`, (compare) => {
    const { arrivalRate, serviceTime, serviceScv } = row.inputs;
    const graph = drawing(
      {
        source: (context) => new Source(context, { rate: arrivalRate }),
        station: (context) => new Station(context, { servers: 1, service: lognormal(serviceTime, serviceScv) }),
      },
      [['source', 'station']],
    );
    compare(row, 'meanWait', runStations(graph, 40_000, arrivalRate).resources['station']!.endToEnd.mean);
  });
}

for (const row of rowsOf('mgc-simulated').filter(({ inputs }) => inputs.arrivalRate < 0.95 * inputs.servers)) {
  theory.check(
    `${row.id} M/G/${row.inputs.servers}, ${row.inputs.serviceLaw}: as another program found it`,
    (compare) => {
      const { servers, arrivalRate, serviceTime, serviceScv, serviceLaw } = row.inputs;
      const laws: Record<string, () => ReturnType<typeof constant>> = {
        deterministic: () => constant(serviceTime),
        exponential: () => exponential(serviceTime),
        lognormal: () => lognormal(serviceTime, serviceScv),
      };
      const graph = drawing(
        {
          source: (context) => new Source(context, { rate: arrivalRate }),
          station: (context) => new Station(context, { servers, service: laws[serviceLaw]!() }),
        },
        [['source', 'station']],
      );
      const { endToEnd } = runStations(graph, 40_000, arrivalRate).resources['station']!;
      compare(row, 'meanWait', endToEnd.mean);
      compare(row, 'waitP95', endToEnd.p95);
    },
  );
}

for (const row of rowsOf('token-bucket-loss')) {
  const { arrivalRate, refillRate, burst } = row.inputs;
  theory.check(
    `${row.id} a bucket of ${burst} refilled at ${refillRate}/s refuses its share of ${arrivalRate}/s`,
    (compare) => {
      const graph = drawing(
        {
          source: (context) => new Source(context, { rate: arrivalRate }),
          station: (context) => new Gate(context, { rate: refillRate, burst }),
        },
        [['source', 'station']],
      );
      const measured = loss(graph, 40_000, arrivalRate);
      // Rare refusals: the interval of five runs may be 0 wide.
      compare(row, 'rejectProbability', { ...measured, halfWidth: Math.max(measured.halfWidth!, 3e-5) });
    },
  );
}

for (const row of rowsOf('jackson-open').filter(({ inputs }) => inputs.nodes.every((each: any) => each.visits === 1))) {
  theory.check(`${row.id} stations in a row have the response of a Jackson network`, (compare) => {
    const [first, second] = row.inputs.nodes;
    const graph = drawing(
      {
        source: (context) => new Source(context, { rate: row.inputs.arrivalRate }),
        a: (context) => new Station(context, { servers: first.servers, service: exponential(1 / first.serviceRate) }),
        b: (context) => new Station(context, { servers: second.servers, service: exponential(1 / second.serviceRate) }),
      },
      [
        ['source', 'a'],
        ['a', 'b'],
      ],
    );
    const { resources } = runStations(graph, 25_000, row.inputs.arrivalRate);
    compare(row, 'meanResponse', resources['source']!.latency.mean);
  });
}

for (const row of rowsOf('loss-with-retries-simulated')) {
  const { arrivalRate, serviceRate, servers, maxRetries, backoffBase, backoffCap } = row.inputs;
  theory.check(
    `${row.id} refused requests that come back up to ${maxRetries} times within ${backoffBase} s and more`,
    (compare) => {
      const graph = drawing(
        {
          source: (context) =>
            new Source(context, { rate: arrivalRate, retries: maxRetries, base: backoffBase, cap: backoffCap }),
          station: (context) => new Station(context, { servers, room: 0, service: exponential(1 / serviceRate) }),
        },
        [['source', 'station']],
      );
      const { resources } = runStations(graph, backoffBase < 1 ? 30_000 : 100_000, arrivalRate);
      const source = resources['source']!;
      const station = resources['station']!;
      compare(row, 'giveUpProbability', shareOf(source.failed, source.offered));
      compare(row, 'attemptBlocking', shareOf(station.throttled, station.offered));
      compare(row, 'meanAttempts', shareOf(source.attempts, source.offered));
    },
  );
}

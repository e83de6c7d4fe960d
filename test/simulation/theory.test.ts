/** The kernel against queueing theory: textbook stations, within the interval that the replications give. */
import { describe, expect, it } from 'vitest';
import type { Graph } from '#shared/model/graph';
import type { Measured, SimulationResult } from '#shared/simulation/result';
import { simulate } from '#shared/simulation/simulate';
import { constant, drawing, exponential, Gate, lognormal, Source, Station } from '../support/generic-actors';
import { allowance, type ReferenceRow, rowsOf } from '../support/reference-rows';

function run(graph: Graph, customers: number, rate: number, replications = 5): SimulationResult {
  return simulate(graph, [], {
    duration: customers / rate,
    seed: 7,
    profile: { kind: 'constant' },
    failures: [],
    replications,
    maxTraces: 0,
  });
}

/**
 * The expected value lies in the 95 % interval of the run, widened once for the reference's own tolerance. One row in
 * twenty would miss at 95 %, and there are many rows: the bound is half as wide again, about 99.7 % for five runs.
 */
function expectAgreement(row: ReferenceRow, figure: string, measured: Measured, share = 0): void {
  const expected = row.expected[figure] as number;
  const margin = 1.5 * (measured.halfWidth ?? 0) + allowance(row, figure, expected) + share * Math.abs(expected);
  expect(Math.abs(measured.mean - expected), `${row.id} ${figure}: ${measured.mean} for ${expected}`).toBeLessThan(
    margin,
  );
}

/** A share of counts, with the spread of its numerator. */
const share = (part: Measured, whole: Measured): Measured => ({
  mean: part.mean / whole.mean,
  halfWidth: (part.halfWidth ?? 0) / whole.mean,
});

const loss = (graph: Graph, customers: number, rate: number): Measured => {
  const station = run(graph, customers, rate).resources['station']!;
  return share(station.throttled, station.offered);
};

describe('the simulation kernel agrees with theory', () => {
  for (const row of rowsOf('erlang-b').filter(({ inputs }) => inputs.servers <= 500)) {
    it(`${row.id} Erlang B: ${row.inputs.offeredErlang} erlang on ${row.inputs.servers} servers`, () => {
      const { servers, offeredErlang } = row.inputs;
      const graph = drawing(
        {
          source: (context) => new Source(context, { rate: offeredErlang }),
          station: (context) => new Station(context, { servers, room: 0, service: exponential(1) }),
        },
        [['source', 'station']],
      );
      expectAgreement(row, 'blocking', loss(graph, 20_000, offeredErlang));
    });
  }

  for (const row of rowsOf('mmc').filter(({ inputs }) => inputs.servers <= 20)) {
    it(`${row.id} M/M/${row.inputs.servers}: waits and responses`, () => {
      const { servers, arrivalRate, serviceRate } = row.inputs;
      const graph = drawing(
        {
          source: (context) => new Source(context, { rate: arrivalRate }),
          station: (context) => new Station(context, { servers, service: exponential(1 / serviceRate) }),
        },
        [['source', 'station']],
      );
      const { latency, endToEnd } = run(graph, 25_000, arrivalRate).resources['station']!;
      expectAgreement(row, 'meanWait', endToEnd.mean);
      expectAgreement(row, 'waitP95', endToEnd.p95, 0.005);
      expectAgreement(row, 'meanResponse', latency.mean);
      expectAgreement(row, 'responseP95', latency.p95, 0.005);
    });
  }

  for (const row of rowsOf('mmck').filter(({ inputs }) => inputs.servers === 1)) {
    it(`${row.id} M/M/1/${row.inputs.capacity}: loss and wait`, () => {
      const { servers, capacity, arrivalRate, serviceRate } = row.inputs;
      const graph = drawing(
        {
          source: (context) => new Source(context, { rate: arrivalRate }),
          station: (context) =>
            new Station(context, { servers, room: capacity - servers, service: exponential(1 / serviceRate) }),
        },
        [['source', 'station']],
      );
      const station = run(graph, 20_000, arrivalRate).resources['station']!;
      expectAgreement(row, 'loss', share(station.throttled, station.offered));
      expectAgreement(row, 'meanWait', station.endToEnd.mean);
    });
  }

  it('M/D/1 waits as its exact law says', () => {
    const row = rowsOf('md1')[0]!;
    const graph = drawing(
      {
        source: (context) => new Source(context, { rate: row.inputs.arrivalRate }),
        station: (context) => new Station(context, { servers: 1, service: constant(1) }),
      },
      [['source', 'station']],
    );
    const { endToEnd } = run(graph, 40_000, 0.9).resources['station']!;
    expectAgreement(row, 'meanWait', endToEnd.mean);
    expectAgreement(row, 'waitP50', endToEnd.p50, 0.005);
    expectAgreement(row, 'waitP95', endToEnd.p95, 0.005);
  });

  for (const row of rowsOf('mg1-pollaczek-khinchine')) {
    it(`${row.id} M/G/1 with scv ${row.inputs.serviceScv} waits as Pollaczek and Khinchine say`, () => {
      const { arrivalRate, serviceTime, serviceScv } = row.inputs;
      const graph = drawing(
        {
          source: (context) => new Source(context, { rate: arrivalRate }),
          station: (context) => new Station(context, { servers: 1, service: lognormal(serviceTime, serviceScv) }),
        },
        [['source', 'station']],
      );
      expectAgreement(row, 'meanWait', run(graph, 40_000, arrivalRate).resources['station']!.endToEnd.mean);
    });
  }

  for (const row of rowsOf('mgc-simulated').filter(({ inputs }) => inputs.arrivalRate < 0.95 * inputs.servers)) {
    it(`${row.id} M/G/${row.inputs.servers}, ${row.inputs.serviceLaw}: as another program found it`, () => {
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
      const { endToEnd } = run(graph, 40_000, arrivalRate).resources['station']!;
      expectAgreement(row, 'meanWait', endToEnd.mean);
      expectAgreement(row, 'waitP95', endToEnd.p95);
    });
  }

  for (const row of rowsOf('token-bucket-loss')) {
    const { arrivalRate, refillRate, burst } = row.inputs;
    it(`${row.id} a bucket of ${burst} refilled at ${refillRate}/s refuses its share of ${arrivalRate}/s`, () => {
      const graph = drawing(
        {
          source: (context) => new Source(context, { rate: arrivalRate }),
          station: (context) => new Gate(context, { rate: refillRate, burst }),
        },
        [['source', 'station']],
      );
      const measured = loss(graph, 40_000, arrivalRate);
      // Rare refusals: the interval of five runs may be 0 wide.
      expectAgreement(row, 'rejectProbability', { ...measured, halfWidth: Math.max(measured.halfWidth!, 3e-5) });
    });
  }

  for (const row of rowsOf('jackson-open').filter(({ inputs }) =>
    inputs.nodes.every((each: any) => each.visits === 1),
  )) {
    it(`${row.id} stations in a row have the response of a Jackson network`, () => {
      const [first, second] = row.inputs.nodes;
      const graph = drawing(
        {
          source: (context) => new Source(context, { rate: row.inputs.arrivalRate }),
          a: (context) => new Station(context, { servers: first.servers, service: exponential(1 / first.serviceRate) }),
          b: (context) =>
            new Station(context, { servers: second.servers, service: exponential(1 / second.serviceRate) }),
        },
        [
          ['source', 'a'],
          ['a', 'b'],
        ],
      );
      const { resources } = run(graph, 25_000, row.inputs.arrivalRate);
      expectAgreement(row, 'meanResponse', resources['source']!.latency.mean);
    });
  }

  for (const row of rowsOf('loss-with-retries-simulated')) {
    const { arrivalRate, serviceRate, servers, maxRetries, backoffBase, backoffCap } = row.inputs;
    it(`${row.id} refused requests that come back up to ${maxRetries} times within ${backoffBase} s and more`, () => {
      const graph = drawing(
        {
          source: (context) =>
            new Source(context, { rate: arrivalRate, retries: maxRetries, base: backoffBase, cap: backoffCap }),
          station: (context) => new Station(context, { servers, room: 0, service: exponential(1 / serviceRate) }),
        },
        [['source', 'station']],
      );
      const { resources } = run(graph, backoffBase < 1 ? 30_000 : 100_000, arrivalRate);
      const source = resources['source']!;
      const station = resources['station']!;
      expectAgreement(row, 'giveUpProbability', share(source.failed, source.offered));
      expectAgreement(row, 'attemptBlocking', share(station.throttled, station.offered));
      expectAgreement(row, 'meanAttempts', share(source.attempts, source.offered));
    });
  }
});

describe('what no run may break', () => {
  const graph = drawing(
    {
      source: (context) => new Source(context, { rate: 19 }),
      station: (context) => new Station(context, { servers: 20, room: 30, service: lognormal(1, 2) }),
    },
    [['source', 'station']],
  );
  const { resources, discrepancies, observedSeconds } = run(graph, 20_000, 19, 3);

  it('nothing is lost uncounted', () => expect(discrepancies).toEqual([]));

  it('Little’s law: mean number = throughput × mean time', () => {
    const { latency, endToEnd, concurrency, backlog, served } = resources['station']!;
    const throughput = served.mean / observedSeconds;
    expect(concurrency.mean.mean + backlog.mean.mean).toBeCloseTo(throughput * latency.mean.mean, 1);
    expect(backlog.mean.mean).toBeCloseTo(throughput * endToEnd.mean.mean, 1);
  });
});

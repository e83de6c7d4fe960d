/**
 * Speed of the simulation, as a ratio to plain JavaScript on the same machine in the same sitting: only ratios travel.
 * Rounds of floor and works take turns, and the best of each counts, so that a busy neighbour harms all alike.
 * Run by `npm run bench:simulation`, bundled as the product is.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { services } from '#shared/services/registry';
import { simulate } from '#shared/simulation/simulate';
import { drawing, type Drawn } from '../support/drawing';
import { lossSystem } from './javascript-floor';
import { longRun } from './long-run';
import { peers } from './peers';

const rounds = Number(process.argv[2] ?? 7);
const only = process.argv[3];

const exponential = (mean: number) => ({ distribution: 'exponential', mean, scv: 1 });
const lognormal = (mean: number, scv: number) => ({ distribution: 'lognormal', mean, scv });
const constant = (mean: number) => ({ distribution: 'constant', mean, scv: 0 });

interface Work {
  readonly name: string;
  readonly what: string;
  readonly drawn: Drawn;
  readonly duration: number;
  /** Share of the floor's events per second that is aimed at, where the model's events are the floor's. */
  readonly must?: number;
}

const works: readonly Work[] = [
  {
    name: 'W1',
    what: 'function with one place behind a queue, 0.8 erlang',
    drawn: {
      resources: {
        client: ['client', { rate: 0.8 }],
        queue: ['sqs', { visibilityTimeout: 43_200 }],
        worker: [
          'lambda',
          { duration: exponential(1), timeout: 900, coldStart: 0, keepAlive: 7200, reservedConcurrency: 2 },
        ],
      },
      connections: [
        ['client/send-message', 'client', 'queue'],
        ['lambda/queue-event-source', 'queue', 'worker', { batchSize: 1, maximumConcurrency: 2 }],
      ],
    },
    duration: 1_000_000,
  },
  {
    name: 'W2',
    what: 'function with 100 reserved places, 90 erlang',
    drawn: {
      resources: {
        client: ['client', { rate: 90, sdkAttempts: 1 }],
        fn: ['lambda', { reservedConcurrency: 100, duration: exponential(1), timeout: 900, coldStart: 0 }],
      },
      connections: [['client/invoke', 'client', 'fn']],
    },
    duration: 12_000,
    must: 0.4,
  },
  {
    name: 'W3',
    what: 'queue and function of 20, lognormal, 17 erlang',
    drawn: {
      resources: {
        client: ['client', { rate: 17 }],
        queue: ['sqs', { visibilityTimeout: 43_200 }],
        worker: ['lambda', { duration: lognormal(1, 2), timeout: 900, coldStart: 0, keepAlive: 7200 }],
      },
      connections: [
        ['client/send-message', 'client', 'queue'],
        ['lambda/queue-event-source', 'queue', 'worker', { batchSize: 1, maximumConcurrency: 20 }],
      ],
    },
    duration: 50_000,
  },
  {
    name: 'W4',
    what: 'usage plan 1,000/s, burst 500, 1,200/s',
    drawn: {
      resources: {
        client: ['client', { rate: 1200 }],
        api: ['api-gateway', { overhead: 0 }],
      },
      connections: [['client/http-request', 'client', 'api', { usagePlan: true, planRate: 1000, planBurst: 500 }]],
    },
    duration: 1200,
  },
  {
    name: 'G',
    what: 'client, API, function, topic, queue, FIFO queue, stream and three consumers, 1,000/s',
    drawn: {
      resources: {
        client: ['client', { rate: 1000, httpAttempts: 4 }],
        api: ['api-gateway', { stageRate: 1200, stageBurst: 500, overhead: 0.005 }],
        front: ['lambda', { reservedConcurrency: 400, duration: lognormal(0.2, 1), coldStart: 0.5, timeout: 60 }],
        topic: ['sns'],
        queue: ['sqs', { visibilityTimeout: 30 }],
        dead: ['sqs'],
        worker: ['lambda', { duration: lognormal(0.3, 1), errorRate: 0.02, timeout: 30, reservedConcurrency: 60 }],
        ordered: ['sqs', { type: 'fifo', throughput: 'high', messageGroups: 500 }],
        careful: ['lambda', { duration: exponential(0.07), timeout: 30, reservedConcurrency: 80 }],
        stream: ['kinesis', { shards: 4 }],
        reader: ['lambda', { duration: constant(0.05), perRecord: 0.001, timeout: 60, reservedConcurrency: 40 }],
      },
      connections: [
        ['client/http-request', 'client', 'api'],
        ['api-gateway/lambda-proxy', 'api', 'front'],
        ['lambda/publish', 'front', 'topic'],
        ['lambda/put-record', 'front', 'stream'],
        ['lambda/send-message', 'front', 'ordered'],
        ['sns/queue-subscription', 'topic', 'queue'],
        [
          'lambda/queue-event-source',
          'queue',
          'worker',
          { batchSize: 10, maximumConcurrency: 60, reportBatchItemFailures: true },
        ],
        ['sqs/redrive', 'queue', 'dead', { maxReceiveCount: 3 }],
        ['lambda/queue-event-source', 'ordered', 'careful', { batchSize: 10, maximumConcurrency: 60 }],
        ['lambda/stream-event-source', 'stream', 'reader', { batchSize: 100 }],
      ],
    },
    duration: 600,
  },
];

interface Best {
  /** CPU nanoseconds, all threads of the process included. */
  perEvent: number;
  perCustomer: number;
  eventsPerCustomer: number;
}

function measured(best: Best, run: () => { events: number; customers: number }): void {
  const before = process.cpuUsage();
  const { events, customers } = run();
  const { user, system } = process.cpuUsage(before);
  best.perEvent = Math.min(best.perEvent, ((user + system) * 1000) / events);
  best.perCustomer = Math.min(best.perCustomer, ((user + system) * 1000) / customers);
  best.eventsPerCustomer = events / customers;
}

const none = (): Best => ({ perEvent: Infinity, perCustomer: Infinity, eventsPerCustomer: 0 });
const floor = none();
const chosen = works.filter(({ name }) => only === undefined || only === name);
const bests = chosen.map(none);
const graphs = chosen.map(({ drawn }) => drawing(drawn));
const others = only === undefined ? peers.map((peer) => ({ peer, best: none() })) : [];
/** Customers of one round of another's simulator, which is slower. */
const FEW = 200_000;
/** The share of customers that Erlang B refuses of 90 erlang at 100 servers, and how far a round may be off. */
const REFUSED = { share: 0.027, within: 0.006 };

for (let round = 0; round < rounds; round++) {
  measured(floor, () => {
    const customers = 2_000_000;
    return { events: lossSystem(100, 90, customers).events, customers };
  });
  chosen.forEach(({ duration }, work) =>
    measured(bests[work]!, () => {
      const { events, resources, observedSeconds } = simulate(graphs[work]!, services, {
        duration,
        seed: round + 1,
        profile: { kind: 'constant' },
        failures: [],
        replications: 1,
      });
      return { events, customers: (resources['client']!.offered.mean * duration) / observedSeconds };
    }),
  );
}

for (const { peer, best } of others) {
  for (let round = 0; round < rounds; round++) {
    const found = peer.measure(FEW);
    if (!found) break;
    if (Math.abs(found.loss - REFUSED.share) > REFUSED.within) throw new Error(`${peer.name} refuses ${found.loss}`);
    best.perCustomer = Math.min(best.perCustomer, found.perCustomer);
  }
  best.eventsPerCustomer = floor.eventsPerCustomer;
  best.perEvent = best.perCustomer / floor.eventsPerCustomer;
}
const had = others.filter(({ best }) => Number.isFinite(best.perCustomer));

const row = (cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(7) : String(cell).padStart(12))).join('');
const figures = (best: Best): string[] => [
  best.perEvent.toFixed(0),
  best.perCustomer.toFixed(0),
  best.eventsPerCustomer.toFixed(2),
  (floor.perEvent / best.perEvent).toFixed(2),
  (floor.perCustomer / best.perCustomer).toFixed(2),
];

console.log(row(['work', 'ns/event', 'ns/request', 'events', 'of floor', 'of floor']));
console.log(row(['', '', '', '/request', 'events/s', 'requests/s']));
console.log(row(['floor', ...figures(floor)]));
chosen.forEach(({ name, must }, work) => {
  const reached = floor.perEvent / bests[work]!.perEvent;
  const isBelow = must !== undefined && reached < must;
  console.log(row([name, ...figures(bests[work]!)]) + (isBelow ? `   below ${must}` : ''));
});
for (const { peer, best } of had) console.log(row([peer.name, ...figures(best)]));
for (const { name, what } of [...chosen, ...had.map(({ peer }) => peer)]) console.log(`${name}: ${what}`);

/** Events of the long run, which is one of the last work. */
const MANY = 25_000_000;
const last = works.at(-1)!;
const long = only === undefined ? longRun(drawing(last.drawn), MANY, 5030) : undefined;
if (long) {
  const { events, seconds, longestStepMs, heapBytesPerEvent } = long;
  console.log(
    `${last.name} for ${(events / 1e6).toFixed(1)} million events: ${seconds.toFixed(1)} s of processor time,`,
    `longest step ${longestStepMs.toFixed(0)} ms, heap ${heapBytesPerEvent.toFixed(4)} bytes/event`,
  );
}

/** The page of the documentation prints what was recorded: SPILLWAY_BENCH_RECORD names the file. */
const record = process.env['SPILLWAY_BENCH_RECORD'];
if (record !== undefined) {
  const speeds = [
    { name: 'floor', what: 'the same loss system as W2 in a page of plain JavaScript', best: floor },
    ...chosen.map(({ name, what }, work) => ({ name, what, best: bests[work]! })),
    ...had.map(({ peer, best }) => ({ name: peer.name, what: peer.what, best })),
  ].map(({ name, what, best }) => ({
    name,
    what,
    nsPerEvent: Math.round(best.perEvent),
    eventsPerRequest: Number(best.eventsPerCustomer.toFixed(2)),
    shareOfFloor: Number((floor.perEvent / best.perEvent).toFixed(2)),
  }));
  const asOf = new Date().toISOString().slice(0, 10);
  const machine = `${availableParallelism()} shared cores, Node ${process.versions.node}`;
  writeFileSync(record, `${JSON.stringify({ asOf, machine, rounds, speeds, long: longOf(long) }, undefined, 2)}\n`);
}

function longOf(run: typeof long): Record<string, number> | undefined {
  return (
    run && {
      millionEvents: Number((run.events / 1e6).toFixed(1)),
      seconds: Number(run.seconds.toFixed(1)),
      longestStepMs: Math.ceil(run.longestStepMs),
      heapBytesPerEvent: Number(run.heapBytesPerEvent.toFixed(3)),
    }
  );
}

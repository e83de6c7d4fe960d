/**
 * Speed of the simulation, as a ratio to plain JavaScript on the same machine in the same sitting: only ratios travel.
 * Each work is measured in a process of its own, in turns with the floor; the best round of each counts, so that a busy
 * neighbour harms both alike.
 * Run by `npm run bench:simulation`, bundled as the product is: `-- ROUNDS WORK` for one work alone.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { LongRun } from './long-run';
import { type Best, measureLong, measureOne, none } from './one-work';
import { peers } from './peers';
import { works } from './works';

const [first = '7', second] = process.argv.slice(2);
/** What a process of its own is asked for, as its first argument. */
const ONE = '--one';
const LONG = '--long';

interface Measured {
  readonly name: string;
  readonly what: string;
  readonly best: Best;
  /** Shares of the floor's events and requests per second. */
  readonly ofFloor: { readonly events: number; readonly requests: number };
  readonly must?: number;
}

function measureAll(rounds: number, only: string | undefined): void {
  const chosen = works.filter(({ name }) => only === undefined || only === name);
  const floors: Best[] = [];
  const ours = chosen.map(({ name, what, must }): Measured => {
    const { floor, best } = apart([ONE, name, String(rounds)]) as ReturnType<typeof measureOne>;
    floors.push(floor);
    return { name, what, best, ofFloor: ofFloor(best, floor), ...(must === undefined ? {} : { must }) };
  });
  const floor = floors.reduce((least, each) => (each.perEvent < least.perEvent ? each : least));
  const whatFloor = 'the same loss system as W2 in a page of plain JavaScript';
  const speeds: readonly Measured[] = [
    { name: 'floor', what: whatFloor, best: floor, ofFloor: ofFloor(floor, floor) },
    ...ours,
    ...(only === undefined ? others(rounds, floor) : []),
  ];
  print(speeds);
  // The last work is the one of many services.
  const { name } = works.at(-1)!;
  const long = only === undefined ? (apart([LONG, name]) as LongRun) : undefined;
  if (long) {
    console.log(
      `${name} for ${(long.events / 1e6).toFixed(1)} million events: ${long.seconds.toFixed(1)} s of processor time,`,
      `longest step ${long.longestStepMs.toFixed(0)} ms, heap ${long.heapBytesPerEvent.toFixed(4)} bytes/event`,
    );
  }
  /** The page of the documentation prints what was recorded: SPILLWAY_BENCH_RECORD names the file. */
  const record = process.env['SPILLWAY_BENCH_RECORD'];
  if (record !== undefined) writeFileSync(record, `${JSON.stringify(recorded(rounds, speeds, long), undefined, 2)}\n`);
}

/** What another process of this bundle finds. */
const apart = (order: readonly string[]): unknown =>
  JSON.parse(execFileSync(process.execPath, [process.argv[1]!, ...order], { encoding: 'utf8' }));

const ofFloor = (best: Best, floor: Best): Measured['ofFloor'] => ({
  events: floor.perEvent / best.perEvent,
  requests: floor.perCustomer / best.perCustomer,
});

/** Customers of one round of another's simulator, which is slower. */
const FEW = 200_000;
/** The share of customers that Erlang B refuses of 90 erlang at 100 servers, and how far a round may be off. */
const REFUSED = { share: 0.027, within: 0.006 };

/** Other people's simulators that can be had here. */
function others(rounds: number, floor: Best): readonly Measured[] {
  return peers.flatMap((peer) => {
    const best = none();
    for (let round = 0; round < rounds; round++) {
      const found = peer.measure(FEW);
      if (!found) return [];
      if (Math.abs(found.loss - REFUSED.share) > REFUSED.within) throw new Error(`${peer.name} refuses ${found.loss}`);
      best.perCustomer = Math.min(best.perCustomer, found.perCustomer);
    }
    best.eventsPerCustomer = floor.eventsPerCustomer;
    best.perEvent = best.perCustomer / floor.eventsPerCustomer;
    return [{ name: peer.name, what: peer.what, best, ofFloor: ofFloor(best, floor) }];
  });
}

function print(speeds: readonly Measured[]): void {
  const row = (cells: readonly string[]): string =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(7) : cell.padStart(12))).join('');
  console.log(row(['work', 'ns/event', 'ns/request', 'events', 'of floor', 'of floor']));
  console.log(row(['', '', '', '/request', 'events/s', 'requests/s']));
  for (const { name, best, ofFloor: share, must } of speeds) {
    const cells = [best.perEvent.toFixed(0), best.perCustomer.toFixed(0), best.eventsPerCustomer.toFixed(2)];
    const isBelow = must !== undefined && share.events < must;
    console.log(
      row([name, ...cells, share.events.toFixed(2), share.requests.toFixed(2)]) + (isBelow ? `   below ${must}` : ''),
    );
  }
  for (const { name, what } of speeds.slice(1)) console.log(`${name}: ${what}`);
}

function recorded(rounds: number, speeds: readonly Measured[], long: LongRun | undefined): object {
  return {
    asOf: new Date().toISOString().slice(0, 10),
    machine: `${availableParallelism()} shared cores, Node ${process.versions.node}`,
    rounds,
    speeds: speeds.map(({ name, what, best, ofFloor: share }) => ({
      name,
      what,
      nsPerEvent: Math.round(best.perEvent),
      eventsPerRequest: Number(best.eventsPerCustomer.toFixed(2)),
      shareOfFloor: Number(share.events.toFixed(2)),
    })),
    long: long && {
      millionEvents: Number((long.events / 1e6).toFixed(1)),
      seconds: Number(long.seconds.toFixed(1)),
      longestStepMs: Math.ceil(long.longestStepMs),
      heapBytesPerEvent: Number(long.heapBytesPerEvent.toFixed(3)),
    },
  };
}

if (first === ONE) console.log(JSON.stringify(measureOne(second!, Number(process.argv[4]))));
else if (first === LONG) console.log(JSON.stringify(measureLong(second!)));
else measureAll(Number(first), second);

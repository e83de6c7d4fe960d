/**
 * One work and the floor in turns, the best round of each: in a process that has run nothing else, as the command line
 * and a tab's worker run a drawing. Among several works the JavaScript engine would learn from all of them.
 */
import { services } from '#shared/services/registry';
import { simulate } from '#shared/simulation/simulate';
import { drawing } from '../support/drawing';
import { lossSystem } from './javascript-floor';
import { type LongRun, longRun } from './long-run';
import { works } from './works';

export interface Best {
  /** CPU nanoseconds, all threads of the process included. */
  perEvent: number;
  perCustomer: number;
  eventsPerCustomer: number;
}

export const none = (): Best => ({ perEvent: Infinity, perCustomer: Infinity, eventsPerCustomer: 0 });

/** Customers of one round of the floor. */
const CUSTOMERS = 2_000_000;

export function measureOne(name: string, rounds: number): { readonly floor: Best; readonly best: Best } {
  const { drawn, duration } = named(name);
  const graph = drawing(drawn);
  const floor = none();
  const best = none();
  for (let round = 0; round < rounds; round++) {
    measured(floor, () => ({ events: lossSystem(100, 90, CUSTOMERS).events, customers: CUSTOMERS }));
    measured(best, () => {
      const { events, resources, observedSeconds } = simulate(graph, services, {
        duration,
        seed: round + 1,
        profile: { kind: 'constant' },
        failures: [],
        replications: 1,
      });
      return { events, customers: (resources['client']!.offered.mean * duration) / observedSeconds };
    });
  }
  return { floor, best };
}

/** Events of the long run, and about as many a simulated second of G. */
const MANY = 25_000_000;
const PER_SECOND = 5030;

export const measureLong = (name: string): LongRun => longRun(drawing(named(name).drawn), MANY, PER_SECOND);

function named(name: string): (typeof works)[number] {
  const work = works.find((each) => each.name === name);
  if (!work) throw new Error(`no work ${name} among ${works.map((each) => each.name).join(', ')}`);
  return work;
}

function measured(best: Best, run: () => { events: number; customers: number }): void {
  const before = process.cpuUsage();
  const { events, customers } = run();
  const { user, system } = process.cpuUsage(before);
  best.perEvent = Math.min(best.perEvent, ((user + system) * 1000) / events);
  best.perCustomer = Math.min(best.perCustomer, ((user + system) * 1000) / customers);
  best.eventsPerCustomer = events / customers;
}

/**
 * Work that circles, told apart by how often it has passed the resources that count for AWS's loop detection. What has
 * passed n times comes from what had passed n − 1 times, so that the shares settle once the last pass has been reached.
 */
import type { Connection } from '#shared/model/graph';
import type { LoopGuards } from '#shared/model/loop-guards';

/** Shares of a flow that have passed 0, 1, 2, … times; they sum to 1. */
export type Passes = readonly number[];

/** What comes from outside the loop has not passed yet. */
const FRESH: Passes = [1];

/**
 * How often what leaves along a connection has passed: a mixture of all that comes in and can cause it, in proportion to
 * what is taken (`taken`, per second), each piece once more where its resource counts. What is stopped there goes no
 * further.
 */
export function passedOn(
  connection: Connection,
  guards: LoopGuards,
  taken: (inbound: Connection) => number,
  passes: (inbound: Connection) => Passes | undefined,
): Passes {
  const { resource } = connection.from;
  const most = guards.stopsAfter(resource.id);
  const isGuard = Number.isFinite(most);
  const parts: (readonly [Passes, number])[] = [];
  for (const inbound of resource.inbound) {
    if (resource.service.passesOn?.(inbound, connection) === false) continue;
    const before = passes(inbound) ?? FRESH;
    const goesOn = before.slice(0, most);
    const rate = taken(inbound) * (1 - stoppedShare(before, most));
    parts.push([isGuard ? [0, ...goesOn] : goesOn, rate]);
  }
  return mixed(...parts);
}

/** Of several flows together, each with its rate. */
function mixed(...parts: readonly (readonly [Passes, number])[]): Passes {
  const sums = Array.from({ length: Math.max(0, ...parts.map(([passes]) => passes.length)) }, () => 0);
  for (const [passes, rate] of parts) {
    const whole = passes.reduce((sum, share) => sum + share, 0);
    if (whole > 0) passes.forEach((share, count) => (sums[count]! += (share / whole) * rate));
  }
  const total = sums.reduce((sum, rate) => sum + rate, 0);
  return total > 0 ? sums.map((rate) => rate / total) : FRESH;
}

/** Share of a flow that has passed so often that it is stopped. */
export const stoppedShare = (passes: Passes | undefined, most: number): number =>
  passes === undefined || passes.length <= most ? 0 : passes.slice(most).reduce((sum, share) => sum + share, 0);

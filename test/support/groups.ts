/** Groups of drawings, for exports in which they become stacks. */
import fc from 'fast-check';
import type { StackGroup } from '#shared/cdk/stacks';
import type { Graph } from '#shared/model/graph';

/** `{ billing: ['jobs', 'worker'] }`; a group's name is its id. */
export function grouped(members: Readonly<Record<string, readonly string[]>>): readonly StackGroup[] {
  return Object.entries(members).map(([id, its]) => ({ id, name: id, members: its }));
}

/** What the order pipeline’s teams would draw: the topic between them is in no group. */
export const orderPipelineGroups: readonly StackGroup[] = [
  { id: 'mail', name: 'Mail', members: ['email-queue', 'send-email'] },
  { id: 'ordering', name: 'Ordering', members: ['create-order', 'orders-api'] },
  { id: 'payments', name: 'Payments', members: ['billing', 'billing-failed', 'charge-card'] },
];

const MOST_GROUPS = 4;

/** Each resource in one of a few groups or in none. */
export function randomGroups({ resources }: Graph): fc.Arbitrary<readonly StackGroup[]> {
  return fc.array(fc.nat(MOST_GROUPS), { minLength: resources.length, maxLength: resources.length }).map((chosen) =>
    Array.from({ length: MOST_GROUPS }, (_, group) => ({
      id: `group-${group + 1}`,
      name: `Group ${group + 1}`,
      members: resources.filter((_resource, at) => chosen[at] === group + 1).map(({ id }) => id),
    })),
  );
}

/** By which ways the token of a task that waits for a callback comes to functions: straight, or in a message that is passed on. */
import type { Contract } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import { onward } from '#shared/model/passage';

/** The task's own connection first, the one that invokes the function last. */
type Way = readonly Connection[];

export interface TokenHolder {
  readonly fn: Resource;
  /** The shortest first; at least one. */
  readonly ways: readonly Way[];
}

/** Contracts by which a queue, a topic or a bus passes on what it was given. */
const PASSES_MESSAGES: ReadonlySet<Contract> = new Set<Contract>(['poll-queue', 'deliver', 'route']);

/** Functions that get the token of a task. */
export function tokenHolders(task: Connection): readonly TokenHolder[] {
  const found = new Map<string, { readonly fn: Resource; readonly ways: Way[] }>();
  const seen = new Set<string>();
  const open: Way[] = [[task]];
  // The list grows while it is walked.
  for (const way of open) {
    const last = way.at(-1)!;
    if (seen.has(last.id)) continue;
    seen.add(last.id);
    const { contract, resource } = last.to;
    if (contract === 'invoke') {
      const known = found.get(resource.id);
      if (known) known.ways.push(way);
      else found.set(resource.id, { fn: resource, ways: [way] });
      continue;
    }
    for (const next of onward(last)) {
      if (next.kind.role === 'work' && PASSES_MESSAGES.has(next.from.contract)) open.push([...way, next]);
    }
  }
  return [...found.values()];
}

/** Whether a bus is on the way, and something else behind it that brings its events as they are: a bus itself brings their detail. */
export const isInDetail = ({ ways }: TokenHolder): boolean =>
  ways.some((way) => way.slice(0, -1).some(({ from: { contract } }) => contract === 'route'));

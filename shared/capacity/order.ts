/** The order in which work flows: senders before receivers, cycles cut where a depth-first search closes them. */
import type { Graph, Resource } from '#shared/model/graph';

/** Resources in reverse postorder over the connections; of a graph without cycles a topological order. */
export function flowOrder({ resources }: Graph): readonly Resource[] {
  const done = new Set<string>();
  const finished: Resource[] = [];
  const entriesFirst = [...resources].toSorted((a, b) => Number(a.inbound.length > 0) - Number(b.inbound.length > 0));
  for (const start of entriesFirst) visit(start, done, finished);
  return finished.toReversed();
}

/** Depth-first without recursion: a chain of thousands of resources is legal. */
function visit(start: Resource, done: Set<string>, finished: Resource[]): void {
  if (done.has(start.id)) return;
  done.add(start.id);
  const stack = [{ resource: start, next: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const connection = top.resource.outbound[top.next++];
    if (!connection) {
      finished.push(top.resource);
      stack.pop();
      continue;
    }
    const { resource } = connection.to;
    if (done.has(resource.id)) continue;
    done.add(resource.id);
    stack.push({ resource, next: 0 });
  }
}

/** The overflow map: where the work ends that found no room, followed back to the caller that gets the refusal. */
import type { OverflowEntry, Spill } from '#shared/model/capacity';
import { PASSES_ON } from '#shared/model/contract';
import type { Connection, Graph, Resource } from '#shared/model/graph';
import { onward } from '#shared/model/passage';
import { perSecond } from '#shared/model/unit';
import type { Solution } from './solve';

/** Rates below this share of the resource's offer are rounding. */
const NEGLIGIBLE = 1e-9;

export function overflow(graph: Graph, { reports, flows }: Solution): readonly OverflowEntry[] {
  const entries = graph.resources.flatMap((resource) => {
    const report = reports.get(resource.id);
    if (!report) return [];
    return report.spills
      .filter(({ rate }) => rate > NEGLIGIBLE * Math.max(1, report.offered))
      .flatMap((spill) => follow(spill, resource, (id) => flows.get(id)?.rate ?? 0));
  });
  return entries.toSorted((a, b) => b.rate - a.rate || (a.resource < b.resource ? -1 : 1));
}

function follow(spill: Spill, resource: Resource, rateOf: (connection: string) => number): readonly OverflowEntry[] {
  const { connection: by, ...rest } = spill;
  const start = [...resource.inbound, ...resource.outbound].find(({ id }) => id === by);
  if (spill.ends !== 'caller' || !start) {
    const at = start && start.from.resource.id === resource.id ? start.to.resource.id : resource.id;
    const stays = spill.ends === 'backlog' || spill.ends === 'iterator age' || spill.ends === 'lost';
    return [{ ...rest, resource: resource.id, at: stays ? resource.id : at, path: stays || !start ? [] : [start.id] }];
  }
  const seenAs = spill.seenAs ?? refusalSeen(spill, start);
  return callers(start, [start.id], spill.rate, rateOf).map(({ at, path, rate }) => ({
    ...rest,
    ...(seenAs === undefined ? {} : { seenAs }),
    rate: perSecond(rate),
    resource: resource.id,
    at,
    path,
  }));
}

/** What the caller of a connection sees where a limit refuses it; errors have no one name. */
function refusalSeen({ limit }: Spill, connection: Connection): string | undefined {
  return limit === undefined ? undefined : connection.kind.behaviour(connection).throttleSeenAs;
}

interface Caller {
  readonly at: string;
  readonly path: readonly string[];
  readonly rate: number;
}

/**
 * Back through whatever only passes requests on, to the caller that handles the refusal, in proportion to what each
 * sends. Code handles its own: what it cannot mend is told as its failure.
 */
function callers(
  connection: Connection,
  path: readonly string[],
  rate: number,
  rateOf: (connection: string) => number,
): readonly Caller[] {
  const sender = connection.from.resource;
  const passesOn = PASSES_ON.has(connection.from.contract);
  const waiting = passesOn
    ? sender.inbound.filter((each) => !path.includes(each.id) && onward(each).some(({ id }) => id === connection.id))
    : [];
  const total = waiting.reduce((sum, { id }) => sum + rateOf(id), 0);
  if (total <= 0) return [{ at: sender.id, path, rate }];
  return waiting
    .filter(({ id }) => rateOf(id) > 0)
    .flatMap((next) => callers(next, [...path, next.id], (rate * rateOf(next.id)) / total, rateOf));
}

/** What a group adds up to: what comes in and goes out of its frame, what it costs and which member is fullest. */
import type { Evaluation } from '#shared/evaluation/evaluation';
import type { ConnectionRecord, GroupRecord } from '#shared/model/edit';

export interface GroupFigures {
  /** Offered to members from outside the group, and by entry resources among them. */
  readonly inPerSecond: number;
  /** On connections that lead out of the group. */
  readonly outPerSecond: number;
  readonly usdPerMonth: number;
  /** The least headroom: of the member whose binding limit is used most. Undefined where nothing limits. */
  readonly tightest: { readonly resource: string; readonly utilisation: number; readonly limit: string } | undefined;
}

export function groupFigures(
  { members }: Pick<GroupRecord, 'members'>,
  connections: readonly ConnectionRecord[],
  evaluation: Pick<Evaluation, 'resources' | 'connections'>,
): GroupFigures {
  const inside = new Set(members);
  const fed = new Set<string>();
  let inPerSecond = 0;
  let outPerSecond = 0;
  for (const { id, from, to } of connections) {
    fed.add(to);
    if (inside.has(from) === inside.has(to)) continue;
    const rate = evaluation.connections[id]?.perSecond ?? 0;
    if (inside.has(to)) inPerSecond += rate;
    else outPerSecond += rate;
  }
  let usdPerMonth = 0;
  let tightest: GroupFigures['tightest'];
  for (const member of members) {
    const result = evaluation.resources[member];
    if (!result) continue;
    usdPerMonth += result.usdPerMonth;
    if (!fed.has(member)) inPerSecond += result.offeredPerSecond;
    const binding = result.limits[0];
    if (binding && result.utilisation > (tightest?.utilisation ?? -1)) {
      tightest = { resource: member, utilisation: result.utilisation, limit: binding.title };
    }
  }
  return { inPerSecond, outPerSecond, usdPerMonth, tightest };
}

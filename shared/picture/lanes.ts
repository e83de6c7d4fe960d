/** Lines that would lie on one another lie beside one another. */
import type { ConnectionRecord } from '#shared/model/edit';

/** Lines between the same two cards lie this far apart. */
const GAP = 14;

/** How far each connection's line is moved aside, in units of the canvas; by its id. */
export function shiftsOf(
  connections: readonly ConnectionRecord[],
  isOutcome: (connection: ConnectionRecord) => boolean,
): ReadonlyMap<string, number> {
  const lanes = new Map<string, string[]>();
  for (const connection of connections) {
    // The same two cards, leaving at the same side.
    const lane = `${connection.from} ${connection.to} ${isOutcome(connection)}`;
    lanes.set(lane, [...(lanes.get(lane) ?? []), connection.id]);
  }
  const shifts = new Map<string, number>();
  for (const ids of lanes.values()) {
    for (const [index, id] of ids.entries()) shifts.set(id, (index - (ids.length - 1) / 2) * GAP);
  }
  return shifts;
}

import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord, Position } from '#shared/model/edit';
import { CARD_HEIGHT, CARD_WIDTH, type Route } from './geometry';
import { shiftsOf } from './lanes';
import { routesOf } from './routes';

/** How a connection is drawn, as its kind says. */
export interface LineLook {
  readonly isOutcome: boolean;
  readonly badge: string;
}

/** The lines of a drawing that shows every card, those in collapsed groups too; by connection id. */
export function allRoutes(
  { connections }: Pick<ProjectDocument, 'connections'>,
  places: ReadonlyMap<string, Position>,
  lookOf: (connection: ConnectionRecord) => LineLook,
): ReadonlyMap<string, Route> {
  const looks = new Map(connections.map((connection) => [connection.id, lookOf(connection)]));
  const shifts = shiftsOf(connections, ({ id }) => looks.get(id)?.isOutcome ?? false);
  const ends = connections.flatMap(({ id, from: sender, to: receiver }) => {
    const [from, to, look] = [places.get(sender), places.get(receiver), looks.get(id)];
    return from && to && look ? [{ id, from, to, ...look, shift: shifts.get(id) ?? 0 }] : [];
  });
  const cards = [...places.values()].map(({ x, y }) => ({ x, y, width: CARD_WIDTH, height: CARD_HEIGHT }));
  return routesOf(ends, cards);
}

/** Walking the drawing by keyboard: along connections, and to the card above or below. */
import type { ProjectDocument } from '#shared/document/schema';
import { placesOf } from '#shared/picture/place';

export type Direction = 'back' | 'on' | 'up' | 'down';

/** The resource that lies one step from another. Undefined where there is none. */
export function neighbour(document: ProjectDocument, from: string, direction: Direction): string | undefined {
  const places = placesOf(document);
  const origin = places.get(from);
  if (!origin) return undefined;
  const height = (id: string): number => places.get(id)?.y ?? 0;
  if (direction === 'on' || direction === 'back') {
    const ends = document.connections
      .filter((connection) => (direction === 'on' ? connection.from : connection.to) === from)
      .map((connection) => (direction === 'on' ? connection.to : connection.from));
    // The one that lies nearest in height: straight on, as the eye goes.
    return ends.toSorted((a, b) => Math.abs(height(a) - origin.y) - Math.abs(height(b) - origin.y))[0];
  }
  const sign = direction === 'down' ? 1 : -1;
  const distance = (id: string): number => {
    const place = places.get(id) ?? origin;
    return Math.abs(place.y - origin.y) + 2 * Math.abs(place.x - origin.x);
  };
  return [...places.keys()]
    .filter((id) => id !== from && (height(id) - origin.y) * sign > 0)
    .toSorted((a, b) => distance(a) - distance(b))[0];
}

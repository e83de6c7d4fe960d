import type { Connection } from '#shared/model/graph';

/** `from a through b, c back to a`, for a way that ends where it began. */
export function roundTrip(way: readonly Connection[]): string {
  const names = way.map(({ from }) => from.resource.name);
  const [first = '', ...rest] = names;
  return `from ${first} through ${rest.join(', ')} back to ${first}`;
}

import type { Connection } from '#shared/model/graph';

/** `from a by b and c back to a`, for a way that ends where it began. */
export function roundTrip(way: readonly Connection[]): string {
  const names = way.map(({ from }) => from.resource.name);
  const [first = '', ...rest] = names;
  return rest.length === 0 ? `from ${first} to itself` : `from ${first} by ${rest.join(', ')} back to ${first}`;
}

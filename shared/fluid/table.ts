/** Functions of one number as values at rising points with straight lines between them. */

/** Values at the points of a table. */
export type Row = Float64Array;

/** Where a number lies between the points of a table. */
export interface Place {
  /** The point at or below it. */
  index: number;
  /** Share of the way to the next point, 0..1; beyond 1 only above the last point of a table that goes on. */
  share: number;
}

/** Moves a place to `value`, beginning where it stands: values that change little are found at once. */
export function find(points: Row, value: number, place: Place, goesOn: boolean): void {
  const last = points.length - 2;
  if (last < 0) {
    place.index = 0;
    place.share = 0;
    return;
  }
  let index = Math.min(place.index, last);
  while (index > 0 && points[index]! > value) index--;
  while (index < last && points[index + 1]! <= value) index++;
  place.index = index;
  const from = points[index]!;
  const width = points[index + 1]! - from;
  const share = width > 0 ? (value - from) / width : 0;
  place.share = share < 0 ? 0 : share > 1 && !goesOn ? 1 : share;
}

export function read(row: Row, { index, share }: Place): number {
  const from = row[index]!;
  return share === 0 ? from : from + (row[index + 1]! - from) * share;
}

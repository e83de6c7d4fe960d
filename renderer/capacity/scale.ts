/** Loads below this, a second, read `<0.001`, and what is less than nothing needs no decades of its own. */
const LEAST = 0.001;

/** A logarithmic axis of load. */
export interface LogScale {
  /** Where a value stands, from 0 to 1; values beyond the ends stand at the ends. */
  at(value: number): number;
  /** Powers of ten, with 2 and 5 between where there is room, and only each second or third where there are many. */
  readonly ticks: readonly number[];
}

export function logScale(values: readonly number[]): LogScale {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value)).map((value) => Math.max(LEAST, value));
  const low = Math.min(...positive, 1e9) / 1.6;
  const high = Math.max(...positive, low * 10) * 1.3;
  const [from, to] = [Math.log10(low), Math.log10(high)];
  const at = (value: number): number => Math.min(1, Math.max(0, (Math.log10(value) - from) / (to - from)));
  const steps = to - from < 2.2 ? [1, 2, 5] : [1];
  const apart = Math.ceil((to - from) / 6);
  const ticks: number[] = [];
  for (let power = Math.floor(from); power <= Math.ceil(to); power += 1) {
    if (power % apart !== 0) continue;
    for (const step of steps) {
      const tick = step * 10 ** power;
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return { at, ticks };
}

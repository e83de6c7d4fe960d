/**
 * A log-linear histogram of durations (the idea of HdrHistogram, Tene): 128 cells an octave, so that a percentile is
 * within 0.4 % of the value; merged by adding. From about 1 µs to 34 years; smaller ones count as 1 µs.
 */

/** Cells of an octave: the upper 7 bits of the fraction. */
const SUB_BITS = 7;
const OCTAVES = 50;
export const CELLS = OCTAVES << SUB_BITS;

/** One microsecond is added before the exponent is read, so that 0 has a cell and small durations do not spread out. */
const PER_SECOND = 1e6;

const bits = new Float64Array(1);
const words = new Uint32Array(bits.buffer);
bits[0] = 1;
const high = words[1] === 0x3ff00000 ? 1 : 0;
const SHIFT = 20 - SUB_BITS;
/** Cell number of 1.0 on the raw scale of exponent and fraction bits. */
const ORIGIN = 0x3ff00000 >>> SHIFT;

export class Histogram {
  readonly cells: Uint32Array;

  constructor(cells = new Uint32Array(CELLS)) {
    this.cells = cells;
  }

  record(duration: number): void {
    bits[0] = duration * PER_SECOND + 1;
    const cell = (words[high]! >>> SHIFT) - ORIGIN;
    this.cells[cell < CELLS ? cell : CELLS - 1]!++;
  }

  /**
   * Adds its `count` durations to another histogram, forgets them, and writes their p50, p95 and p99 to `out`: one pass
   * over the cells up to the last one in use.
   */
  moveInto(other: Histogram, count: number, out: Float64Array, at: number): void {
    const { cells } = this;
    let below = 0;
    let next = 0;
    for (let cell = 0; below < count && cell < CELLS; cell++) {
      const here = cells[cell]!;
      if (here === 0) continue;
      cells[cell] = 0;
      other.cells[cell]! += here;
      while (next < SHARES.length && below + here >= SHARES[next]! * count) {
        out[at + next] = within(cell, (SHARES[next]! * count - below) / here);
        next++;
      }
      below += here;
    }
  }
}

/** Of the percentiles that are told over time. */
const SHARES = [0.5, 0.95, 0.99];

export function total(cells: Uint32Array): number {
  let sum = 0;
  for (let cell = 0; cell < cells.length; cell++) sum += cells[cell]!;
  return sum;
}

/** Duration that a share of the recorded ones do not exceed, seconds; 0 for an empty histogram. */
export function percentile(cells: Uint32Array, share: number): number {
  const all = total(cells);
  if (all === 0) return 0;
  const rank = share * all;
  let below = 0;
  for (let cell = 0; cell < cells.length; cell++) {
    const here = cells[cell]!;
    if (here === 0) continue;
    if (below + here >= rank) return within(cell, (rank - below) / here);
    below += here;
  }
  return edge(cells.length);
}

/** A duration in a cell, whose contents count as evenly spread. */
function within(cell: number, share: number): number {
  const from = edge(cell);
  return from + share * (edge(cell + 1) - from);
}

/** Lower edge of a cell, seconds. */
function edge(cell: number): number {
  words[1 - high] = 0;
  words[high] = (cell + ORIGIN) << SHIFT;
  return (bits[0]! - 1) / PER_SECOND;
}

/** What a run found beside what is known, as a test judges it and as the page of the documentation prints it. */
import type { Measured } from '#shared/simulation/result';
import { allowance, type ReferenceRow } from './reference-rows';

export interface Comparison {
  readonly row: ReferenceRow;
  readonly figure: string;
  readonly expected: number;
  readonly measured: Measured;
  /** Largest difference that is no contradiction. */
  readonly margin: number;
}

/** `slack` is a further share of the expected value, `more` a further difference. */
type Compare = (row: ReferenceRow, figure: string, measured: Measured, slack?: number, more?: number) => void;

interface Check {
  readonly title: string;
  /** Runs once, however often it is asked. */
  comparisons(): readonly Comparison[];
}

export class Agreements {
  readonly checks: Check[] = [];

  check(title: string, measure: (compare: Compare) => void): void {
    let found: readonly Comparison[] | undefined;
    this.checks.push({ title, comparisons: () => (found ??= collected(measure)) });
  }
}

/**
 * The expected value lies in the 95 % interval of the run, widened once for the reference's own tolerance. One row in
 * twenty would miss at 95 %, and there are many rows: the bound is half as wide again, about 99.7 % for five runs.
 */
function collected(measure: (compare: Compare) => void): readonly Comparison[] {
  const found: Comparison[] = [];
  measure((row, figure, measured, slack = 0, more = 0) => {
    const expected = row.expected[figure] as number;
    const margin =
      1.5 * (measured.halfWidth ?? 0) + allowance(row, figure, expected) + slack * Math.abs(expected) + more;
    found.push({ row, figure, expected, measured, margin });
  });
  return found;
}

/** A share of counts, with the spread of its numerator. */
export const shareOf = (part: Measured, whole: Measured): Measured => ({
  mean: part.mean / whole.mean,
  halfWidth: (part.halfWidth ?? 0) / whole.mean,
});

/** Reference rows for queues: closed forms, long simulations, measurements and published figures, with tolerances. */
import { expect } from 'vitest';
import fixture from '../fixtures/queueing.json';

interface Tolerance {
  readonly rel?: number;
  readonly abs?: number;
  readonly absFloor?: number;
}

export interface ReferenceRow {
  readonly id: string;
  readonly model: string;
  readonly kind: 'analytic' | 'approximation' | 'simulation' | 'published' | 'measured';
  readonly inputs: any;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: Tolerance | Readonly<Record<string, Tolerance>>;
}

export const referenceRows = fixture.rows as unknown as readonly ReferenceRow[];

export function rowsOf(model: string): readonly ReferenceRow[] {
  return referenceRows.filter((row) => row.model === model);
}

/** Largest difference that the row allows for one of its figures. */
export function allowance(row: ReferenceRow, figure: string, expected: number): number {
  const perFigure = (row.tolerance as Record<string, Tolerance>)[figure];
  const { rel = 0, abs = 0, absFloor = 0 } = typeof perFigure === 'object' ? perFigure : (row.tolerance as Tolerance);
  return Math.max(abs, absFloor, rel * Math.abs(expected));
}

/** Every figure that the row expects is in `actual`, within the row's tolerance. */
export function expectWithin(row: ReferenceRow, actual: Readonly<Record<string, unknown>>): void {
  for (const [figure, expected] of Object.entries(row.expected)) {
    const value = actual[figure];
    if (Array.isArray(expected)) {
      expected.forEach((each: number, i) => expectNear(row, figure, each, (value as number[])[i]));
    } else if (typeof expected === 'number') expectNear(row, figure, expected, value);
    else expect(value, `${row.id} ${figure}`).toBe(expected);
  }
}

function expectNear(row: ReferenceRow, figure: string, expected: number, actual: unknown): void {
  expect(typeof actual, `${row.id} ${figure}`).toBe('number');
  const difference = Math.abs((actual as number) - expected);
  expect(difference, `${row.id} ${figure}: ${String(actual)} for ${expected}`).toBeLessThanOrEqual(
    allowance(row, figure, expected),
  );
}

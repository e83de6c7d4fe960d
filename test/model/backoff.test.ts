import { describe, expect, it } from 'vitest';
import { type BackoffFunction, backoffWait } from '#shared/model/backoff';

const FORMS: readonly BackoffFunction[] = ['linear', 'arithmetic', 'geometric', 'exponential'];

const waits = (form: BackoffFunction, shortest: number, longest: number, retries: number): readonly number[] =>
  Array.from({ length: retries }, (_, step) => backoffWait(step, { form, retries, shortest, longest }));

describe('the waits of a backoff phase', () => {
  it.each(
    FORMS.flatMap((form) => [
      { form, shortest: 5, longest: 260, retries: 10 },
      { form, shortest: 1, longest: 3600, retries: 100 },
      { form, shortest: 19, longest: 21, retries: 97 },
      { form, shortest: 1, longest: 2, retries: 3 },
      { form, shortest: 20, longest: 20, retries: 3 },
    ]),
  )('$form from $shortest to $longest s in $retries retries never fall and keep to their ends', (phase) => {
    const found = waits(phase.form, phase.shortest, phase.longest, phase.retries);
    expect(found[0]).toBe(phase.shortest);
    expect(found.at(-1)).toBe(phase.longest);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
    // None is above the straight line, which bounds their sum.
    const line = waits('linear', phase.shortest, phase.longest, phase.retries);
    expect(found.filter((wait, step) => wait > line[step]! + 1e-9)).toEqual([]);
  });

  it('lie below one another in the order of AWS’s graph: 10 retries from 5 to 260 s', () => {
    const [linear, arithmetic, geometric, exponential] = FORMS.map((form) => waits(form, 5, 260, 10));
    for (let step = 1; step < 9; step++) {
      expect(linear![step]!).toBeGreaterThan(arithmetic![step]!);
      expect(arithmetic![step]!).toBeGreaterThan(geometric![step]!);
      expect(geometric![step]!).toBeGreaterThan(exponential![step]!);
    }
  });

  it('of a single retry are the shortest', () => {
    expect(FORMS.map((form) => waits(form, 5, 260, 1))).toEqual([[5], [5], [5], [5]]);
  });
});

import type { ConnectionKind, Invocation } from '#shared/model/connection';

/** How a connection is drawn: by who waits for whom, or apart for what is left of failed work. */
export type LineForm = Invocation | 'outcome';

export function formOf(kind: ConnectionKind | undefined): LineForm {
  if (!kind) return 'synchronous';
  return kind.role === 'work' ? kind.invocation : 'outcome';
}

/** A mark at one end of a line, for a line that goes to the right. */
export interface LineEnd {
  readonly at: 'start' | 'tip';
  readonly form: 'head filled' | 'head open' | 'head hollow' | 'tick' | 'hook' | 'bar';
  readonly d: string;
}

export const LINE_ENDS: Readonly<Record<LineForm, readonly LineEnd[]>> = {
  synchronous: [
    { at: 'tip', form: 'head filled', d: 'M0 0 -10-4.6v9.2z' },
    // The answer comes back: a small return tick beside the line.
    { at: 'start', form: 'tick', d: 'M12-5H4m2.8-2.5L4-5' },
  ],
  asynchronous: [{ at: 'tip', form: 'head open', d: 'M-9.5-4.8-1 0l-8.5 4.8M-1 0h-8' }],
  poll: [
    { at: 'tip', form: 'head hollow', d: 'M-1 0-10-4.4v8.8z' },
    // The consumer reaches over and takes: a hook around the source.
    { at: 'start', form: 'hook', d: 'M10-6.5C4.5-6.5 3-3.5 3 0s1.5 6.5 7 6.5' },
  ],
  outcome: [
    { at: 'tip', form: 'head open', d: 'M-8-4-1 0l-7 4M-1 0h-8' },
    { at: 'start', form: 'bar', d: 'M8-5v10' },
  ],
};

/** Heads grow a little with the line, by its width of 1 to 3. */
export const endScale = (width: 1 | 2 | 3): number => 1 + (width - 1) * 0.12;

/** Shares below this are rounding and retries' dust, not a spill. */
export const NOTICEABLE = 0.0005;

export const FORM_WORDS: Readonly<Record<LineForm, string>> = {
  synchronous: 'caller waits',
  asynchronous: 'handed over',
  poll: 'consumer fetches',
  outcome: 'after failure',
};

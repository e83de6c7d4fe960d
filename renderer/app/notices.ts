/** Short messages: what was refused and why, what was saved, what went wrong. And what is only spoken. */
import { create } from 'zustand';

export interface Notice {
  readonly id: number;
  readonly tone: 'plain' | 'refusal' | 'trouble';
  readonly title: string;
  /** A second sentence: what to do instead. */
  readonly detail?: string | undefined;
  readonly source?: string | undefined;
  readonly action?: { readonly title: string; run(): void } | undefined;
}

interface Notices {
  readonly shown: readonly Notice[];
  /** What the live region says. */
  readonly spoken: string;
}

const MAX_SHOWN = 3;

export const useNotices = create<Notices>(() => ({ shown: [], spoken: '' }));

let lastId = 0;

export function tell(notice: Omit<Notice, 'id'>): void {
  lastId += 1;
  const shown = useNotices.getState().shown.filter(({ title }) => title !== notice.title);
  useNotices.setState({ shown: [...shown.slice(1 - MAX_SHOWN), { ...notice, id: lastId }] });
}

export function dismiss(id: number): void {
  useNotices.setState(({ shown }) => ({ shown: shown.filter((notice) => notice.id !== id) }));
}

/** Says something to a screen reader that the eye sees anyway. */
export function speak(spoken: string): void {
  // The same sentence twice is spoken twice: a no-break space makes it another one.
  useNotices.setState((state) => ({ spoken: state.spoken === spoken ? `${spoken}\u00a0` : spoken }));
}

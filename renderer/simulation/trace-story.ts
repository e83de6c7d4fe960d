/** What became of one message: its attempts and waits, whether something was done twice, and where it came to rest. */
import type { TracedMessage, TracedVisit } from '#shared/simulation/result';

export interface TraceStory {
  readonly trace: TracedMessage;
  /** Seconds from its birth to the end of its last visit. */
  readonly lasted: number;
  /** Visits beyond the first to the same resource. */
  readonly again: number;
  /** Whether any visit did not end well. */
  readonly hadTrouble: boolean;
  readonly restsAt: string;
  readonly answer: string;
}

export type TraceOrder = 'time' | 'longest' | 'trouble';

export function storyOf(trace: TracedMessage): TraceStory {
  const { born, visits } = trace;
  const last = visits.reduce((latest, visit) => (isLater(visit, latest) ? visit : latest), visits[0] ?? NOWHERE);
  const places = new Set(visits.map(({ resource }) => resource));
  return {
    trace,
    lasted: Math.max(0, last.to - born),
    again: visits.length - places.size,
    hadTrouble: visits.some(({ answer }) => answer !== 'served'),
    restsAt: last.resource,
    answer: last.answer,
  };
}

export function ordered(traces: readonly TracedMessage[], order: TraceOrder): readonly TraceStory[] {
  const stories = traces.map(storyOf);
  switch (order) {
    case 'time':
      return stories;
    case 'longest':
      return stories.toSorted((a, b) => b.lasted - a.lasted);
    case 'trouble':
      return stories.filter(({ hadTrouble, again }) => hadTrouble || again > 0);
    default:
      return order satisfies never;
  }
}

/**
 * Stays as one reads them: by when they began, a caller's before those of what it called. They come in the order in which
 * they ended, so that of two with the same times the one that ended last is the caller's; at a single moment nobody waits.
 */
export function inOrder(visits: readonly TracedVisit[]): readonly TracedVisit[] {
  const asEnded = new Map(visits.map((visit, index) => [visit, index]));
  const ended = (visit: TracedVisit): number => asEnded.get(visit) ?? 0;
  return visits.toSorted(
    (a, b) => a.from - b.from || b.to - a.to || (a.to > a.from ? ended(b) - ended(a) : ended(a) - ended(b)),
  );
}

/** A caller's stay encloses that of what it called: of two that end together the work came to rest in the shorter one. */
const isLater = (a: TracedVisit, b: TracedVisit): boolean => a.to > b.to || (a.to === b.to && a.from > b.from);

const NOWHERE = { resource: '', from: 0, to: 0, answer: '' };

/** The findings as the panel, the cards and the status bar show them. */
import { create } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Finding } from '#shared/model/finding';
import type { Severity } from '#shared/model/rule';
import { useEvaluation } from '../evaluation/store';
import { useProject } from '../project/store';

export type Grouping = 'none' | 'resource' | 'rule';

interface FindingsView {
  readonly severities: ReadonlySet<Severity>;
  readonly text: string;
  readonly grouping: Grouping;
  readonly showsAcknowledged: boolean;
  /** Key of the finding that F8 stands on. */
  readonly active: string | undefined;
}

export const useFindingsView = create<FindingsView>(() => ({
  severities: new Set(['error', 'warning', 'info']),
  text: '',
  grouping: 'none',
  showsAcknowledged: false,
  active: undefined,
}));

const NONE: readonly Finding[] = [];

/** What reading the file found, and what the evaluation finds now. */
export function useFindings(): readonly Finding[] {
  const found = useEvaluation((state) => state.evaluation?.findings) ?? NONE;
  const read = useProject((state) => state.readFindings);
  return read.length === 0 ? found : joined(read, found);
}

let lastRead: readonly Finding[] = NONE;
let lastFound: readonly Finding[] = NONE;
let lastJoined: readonly Finding[] = NONE;

function joined(read: readonly Finding[], found: readonly Finding[]): readonly Finding[] {
  if (read !== lastRead || found !== lastFound) {
    lastRead = read;
    lastFound = found;
    const known = new Set(found.map(keyOf));
    lastJoined = [...read.filter((finding) => !known.has(keyOf(finding))), ...found];
  }
  return lastJoined;
}

export const keyOf = ({ rule, at, message }: Finding): string =>
  [rule, at.resource ?? '', at.connection ?? '', at.field ?? '', message].join('\u0000');

export interface FindingSummary {
  readonly worst: Severity;
  readonly count: number;
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

let summarised: readonly Finding[] | undefined;
let summaries = new Map<string, FindingSummary>();

/** Open findings by the resource or connection that they are at; worked out once an evaluation. */
function summariesOf(findings: readonly Finding[]): ReadonlyMap<string, FindingSummary> {
  if (findings === summarised) return summaries;
  const next = new Map<string, FindingSummary>();
  for (const { at, severity, acknowledged } of findings) {
    const id = at.connection ?? at.resource;
    if (id === undefined || acknowledged !== undefined) continue;
    const known = next.get(id);
    const worst = known && RANK[known.worst] <= RANK[severity] ? known.worst : severity;
    const before = summaries.get(id);
    const count = (known?.count ?? 0) + 1;
    next.set(id, before?.worst === worst && before.count === count ? before : { worst, count });
  }
  summarised = findings;
  summaries = next;
  return next;
}

/** Of a resource or a connection; undefined where nothing was found. */
export const useFindingSummary = (id: string): FindingSummary | undefined =>
  useEvaluation((state) => (state.evaluation ? summariesOf(state.evaluation.findings).get(id) : undefined));

/** Of several together. */
export function useFindingSummaryOf(ids: readonly string[]): FindingSummary | undefined {
  return useEvaluation(
    useShallow(({ evaluation }) => {
      if (!evaluation) return undefined;
      const all = summariesOf(evaluation.findings);
      const found = ids.flatMap((id) => all.get(id) ?? []);
      if (found.length <= 1) return found[0];
      const [{ worst }] = found.toSorted((a, b) => RANK[a.worst] - RANK[b.worst]) as [FindingSummary];
      return { worst, count: found.reduce((sum, { count }) => sum + count, 0) };
    }),
  );
}

export const countBySeverity = (findings: readonly Finding[]): Readonly<Record<Severity, number>> => {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity, acknowledged } of findings) if (acknowledged === undefined) counts[severity] += 1;
  return counts;
};

/** Those that pass the panel's filters, in the order in which the evaluation gives them. */
export function shownFindings(
  findings: readonly Finding[],
  { severities, text, showsAcknowledged }: Pick<FindingsView, 'severities' | 'text' | 'showsAcknowledged'>,
): readonly Finding[] {
  const wanted = text.trim().toLowerCase();
  return findings.filter(
    (finding) =>
      severities.has(finding.severity) &&
      (showsAcknowledged || finding.acknowledged === undefined) &&
      (wanted === '' || `${finding.rule} ${finding.message}`.toLowerCase().includes(wanted)),
  );
}

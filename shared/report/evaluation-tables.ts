/** The tables of an evaluation, each as its columns. */
import type { EvaluatedResource, Evaluation, QuotaRequest } from '#shared/evaluation/evaluation';
import { figure } from '#shared/evaluation/figures';
import type { LadderEntry } from '#shared/model/capacity';
import { listed } from '#shared/model/wording';
import { factorText, latencyText, rateText, shareText } from './figures';
import type { Names } from './names';
import type { Column } from './table';

export function ladderColumns({ loadFactor }: Evaluation, names: Names): readonly Column<LadderEntry>[] {
  return [
    {
      title: 'breaks at',
      isRight: true,
      text: (rung) => rateText(rung.perSecond),
      value: (rung) => rung.perSecond,
      paint: (text, rung, paint) => (rung.loadFactor <= loadFactor ? paint.severity(text, 'error') : text),
    },
    { title: 'load', isRight: true, text: (rung) => factorText(rung.loadFactor), value: (rung) => rung.loadFactor },
    {
      title: 'resource',
      text: (rung) => (rung.sharedBy ?? [rung.resource]).map((id) => names.resource(id)).join(', '),
    },
    { title: 'limit', text: ({ title, isDeliberate }) => (isDeliberate ? `${title} (set on purpose)` : title) },
    { title: 'beyond it', text: ({ beyond }) => beyond },
  ];
}

export interface ResourceRow extends EvaluatedResource {
  readonly id: string;
}

export function resourceRows({ resources }: Evaluation): readonly ResourceRow[] {
  return Object.entries(resources).map(([id, resource]) => ({ id, ...resource }));
}

export function resourceColumns(names: Names): readonly Column<ResourceRow>[] {
  return [
    { title: 'resource', text: ({ id }) => names.resource(id) },
    rateColumn('offered', (row) => row.offeredPerSecond),
    rateColumn('done', (row) => row.completedPerSecond),
    rateColumn('refused', (row) => row.throttledPerSecond),
    rateColumn('failed', (row) => row.failedPerSecond),
    rateColumn('waiting', (row) => row.waitingPerSecond),
    {
      title: 'latency',
      isRight: true,
      text: ({ latencySeconds }) => latencyText(latencySeconds),
      value: ({ latencySeconds }) => latencySeconds,
    },
    {
      title: 'used',
      isRight: true,
      text: ({ limits, utilisation }) => (limits.length > 0 ? shareText(utilisation) : '–'),
      value: ({ limits, utilisation }) => (limits.length > 0 ? utilisation : undefined),
      paint: (text, { utilisation }, paint) => (utilisation > 1 ? paint.severity(text, 'error') : text),
    },
    { title: 'of its fullest limit', text: ({ limits: [fullest] }) => (fullest ? limitText(fullest) : '') },
  ];
}

/** `from 1,000 concurrent to 1,400 concurrent, for search and read-item`. */
export function requestSentence({ now, desired, unit, neededBy, ceiling }: QuotaRequest, names: Names): string {
  const wish = `from ${figure(now, unit)} to ${figure(desired, unit)}`;
  const known = ceiling === undefined ? '' : `; AWS is known to grant ${figure(ceiling, unit)}`;
  return `${wish}, for ${listed(neededBy.map((id) => names.resource(id)))}${known}`;
}

export function requestColumns(names: Names): readonly Column<QuotaRequest>[] {
  return [
    { title: 'quota', text: ({ title }) => title },
    { title: 'increase', text: (request) => requestSentence(request, names) },
    { title: 'command', text: ({ command }) => command ?? 'in the Service Quotas console' },
  ];
}

function limitText({ title, limit, unit }: EvaluatedResource['limits'][number]): string {
  return `${title}: ${figure(limit, unit)}`;
}

/** Shares of what is offered below this are rounding: at 500/s one in three weeks. */
const NEGLIGIBLE = 1e-9;

/** What is not there is a dash, so that what is there stands out. */
function rateColumn(title: string, rate: (row: ResourceRow) => number): Column<ResourceRow> {
  const isThere = (row: ResourceRow): boolean => rate(row) > NEGLIGIBLE * row.offeredPerSecond;
  return {
    title,
    isRight: true,
    text: (row) => (isThere(row) ? rateText(rate(row)) : '–'),
    value: rate,
    ...(title === 'refused' || title === 'waiting'
      ? { paint: (text, row, paint) => (isThere(row) ? paint.severity(text, 'warning') : text) }
      : {}),
  };
}

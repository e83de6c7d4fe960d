/** An evaluation as a person reads it: what the design sustains, where it breaks, what spills, what is wrong, the bill. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import type { OverflowEntry } from '#shared/model/capacity';
import { billSentence, billSummary } from './bill';
import { ladderColumns, requestSentence, resourceColumns, resourceRows } from './evaluation-tables';
import { factorText, rateText } from './figures';
import { countSentence, findingsText } from './findings';
import { type Names, namesIn } from './names';
import { type Paint, plainPaint } from './paint';
import { printable } from './printable';
import { textTable } from './table';

/** Rungs of the ladder that are printed; the ones above lie far beyond the first. */
const MOST_RUNGS = 12;

export function evaluationText(raw: Evaluation, document: ProjectDocument, paint: Paint = plainPaint): string {
  const evaluation = printable(raw);
  const names = namesIn(printable({ resources: document.resources, connections: document.connections }));
  const sections = [
    headText(evaluation, names, paint),
    ladderText(evaluation, names, paint),
    overflowText(evaluation, names, paint),
    requestsText(evaluation, names, paint),
    titled('Resources', textTable(resourceColumns(names), resourceRows(evaluation), { paint }), paint),
    titled(`Findings: ${countSentence(evaluation.findings)}`, findingsText(evaluation.findings, names, paint), paint),
    titled(`Bill: ${billSentence(evaluation.cost)}`, billSummary(evaluation, names, paint), paint),
  ];
  return sections.filter((section) => section !== '').join('\n');
}

function headText(evaluation: Evaluation, names: Names, paint: Paint): string {
  const { name, region, loadFactor, entryPerSecond } = evaluation;
  const load = `${rateText(entryPerSecond)} (${factorText(loadFactor)} the load as drawn)`;
  return `${paint.strong(name)}, ${region}, at ${load}\n${sustainsSentence(evaluation, names, paint)}\n`;
}

function sustainsSentence({ sustains, entryPerSecond }: Evaluation, names: Names, paint: Paint): string {
  if (!sustains) return 'No limit moves with the load.';
  const { perSecond, title, resource } = sustains;
  const figure = `Sustains ${rateText(perSecond)}`;
  const isWithin = entryPerSecond < perSecond;
  const mark = isWithin ? paint.good(figure) : paint.severity(figure, 'error');
  return `${mark}; the first limit to break is ${names.resource(resource)}’s: ${title}`;
}

function ladderText(evaluation: Evaluation, names: Names, paint: Paint): string {
  const { ladder } = evaluation;
  if (ladder.length === 0) return '';
  const table = textTable(ladderColumns(evaluation, names), ladder.slice(0, MOST_RUNGS), { paint });
  const next = ladder[MOST_RUNGS];
  const more = next ? `  and ${ladder.length - MOST_RUNGS} more, from ${rateText(next.perSecond)} on\n` : '';
  return titled('Where it breaks', table + more, paint);
}

function overflowText({ overflow }: Evaluation, names: Names, paint: Paint): string {
  if (overflow.length === 0) return titled('Overflow: nothing spills at this load', '', paint);
  return titled('Overflow', overflow.map((entry) => spillText(entry, names, paint)).join(''), paint);
}

/** What to ask AWS for, as lines that can be run. */
function requestsText({ quotaRequests }: Evaluation, names: Names, paint: Paint): string {
  if (quotaRequests.length === 0) return '';
  const lines = quotaRequests.map((request) => {
    const { title, command } = request;
    const head = `  ${paint.strong(title)} ${requestSentence(request, names)}\n`;
    return `${head}    ${command ?? 'ask for it in the Service Quotas console: its code is not known here'}\n`;
  });
  return titled('Quota increases to request', lines.join(''), paint);
}

function spillText(entry: OverflowEntry, names: Names, paint: Paint): string {
  const { rate, story, seenAs } = entry;
  const from = names.resource(entry.resource);
  const seen = seenAs === undefined ? '' : `; seen as ${seenAs}`;
  const head = `${rateText(rate)} ${ends(entry, names)}`;
  return `  ${paint.severity(head, 'warning')}, from ${from}${seen}\n    ${story}\n`;
}

function ends({ ends: end, at }: OverflowEntry, names: Names): string {
  const place = names.resource(at);
  switch (end) {
    case 'caller':
      return `back to ${place}`;
    case 'backlog':
      return `into the backlog of ${place}`;
    case 'iterator age':
      return `behind in ${place}, whose iterator age grows`;
    case 'dead-letter queue':
      return `to the dead-letter queue ${place}`;
    case 'destination':
      return `to the destination ${place}`;
    case 'lost':
      return `lost at ${place}`;
    default:
      return end satisfies never;
  }
}

function titled(title: string, body: string, paint: Paint): string {
  return `${paint.strong(title)}\n${body}`;
}

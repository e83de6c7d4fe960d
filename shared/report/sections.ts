/** What a report on a design says, in its order, whatever it is printed as. */
import type { ProjectDocument } from '#shared/document/schema';
import type { EvaluatedLimit, Evaluation } from '#shared/evaluation/evaluation';
import { figure } from '#shared/evaluation/figures';
import type { OverflowEntry } from '#shared/model/capacity';
import type { Finding } from '#shared/model/finding';
import { billColumns, billLines, billSentence } from './bill';
import { ladderColumns, requestColumns, resourceColumns, resourceRows } from './evaluation-tables';
import { factorText, rateText, shareText } from './figures';
import { countSentence } from './findings';
import { type Names, namesIn } from './names';
import { printable } from './printable';
import type { Column } from './table';

export interface Section {
  readonly title: string;
  readonly head: readonly Pick<Column<unknown>, 'title' | 'isRight'>[];
  readonly rows: readonly (readonly string[])[];
}

export interface DesignReport {
  readonly title: string;
  /** Where and at which load it was evaluated. */
  readonly setting: string;
  /** What it sustains and what breaks first; the first part is what counts. */
  readonly verdict: readonly [strong: string, rest: string];
  readonly sections: readonly Section[];
}

export function designReport(raw: Evaluation, document: ProjectDocument): DesignReport {
  const evaluation = printable(raw);
  const names = namesIn(printable({ resources: document.resources, connections: document.connections }));
  const { name, region, loadFactor, entryPerSecond, ladder, overflow, findings, cost } = evaluation;
  const sections = [
    section('Where it breaks', ladderColumns(evaluation, names), ladder),
    section('Overflow', overflowColumns(names), overflow),
    section('Quota increases to request', requestColumns(names), evaluation.quotaRequests),
    section('Resources', resourceColumns(names), resourceRows(evaluation)),
    section(`Findings: ${countSentence(findings)}`, findingColumns(names), findings),
    section(`Bill: ${billSentence(cost)}`, billColumns(names), billLines(cost)),
  ];
  return {
    title: name,
    setting: `In ${region}, at ${rateText(entryPerSecond)} (${factorText(loadFactor)} the load as drawn).`,
    verdict: verdict(evaluation, names),
    // A heading that tells a sum stands also where there is nothing to list.
    sections: sections.filter(({ title, rows }) => rows.length > 0 || title.includes(':')),
  };
}

/** How the figures of the fullest limits came about: formula, source and date. */
export function sourcesSection(raw: Evaluation, document: ProjectDocument): Section {
  const names = namesIn(printable({ resources: document.resources, connections: document.connections }));
  const rows = Object.entries(printable(raw).resources).flatMap(([id, { limits }]) =>
    limits.slice(0, 1).map((limit) => ({ id, limit })),
  );
  return section('Where the figures come from', sourceColumns(names), rows);
}

export function billSection(cost: Evaluation['cost'], names: Names): Section {
  return section(`Bill: ${billSentence(cost)}`, billColumns(names), billLines(cost));
}

function section<Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]): Section {
  return {
    title,
    head: columns.map(({ title: heading, isRight }) => ({ title: heading, ...(isRight ? { isRight } : {}) })),
    rows: rows.map((row) => columns.map(({ text }) => text(row))),
  };
}

function verdict({ sustains }: Evaluation, names: Names): DesignReport['verdict'] {
  if (!sustains) return ['', 'No limit moves with the load.'];
  const { perSecond, resource, title } = sustains;
  return [`Sustains ${rateText(perSecond)}`, `; the first limit to break is ${names.resource(resource)}’s: ${title}.`];
}

function overflowColumns(names: Names): readonly Column<OverflowEntry>[] {
  return [
    { title: 'rate', isRight: true, text: ({ rate }) => rateText(rate) },
    { title: 'from', text: ({ resource }) => names.resource(resource) },
    { title: 'ends', text: ({ ends, at }) => `${ends}: ${names.resource(at)}` },
    { title: 'seen as', text: ({ seenAs }) => seenAs ?? '' },
    { title: 'what happens', text: ({ story }) => story },
  ];
}

function findingColumns(names: Names): readonly Column<Finding>[] {
  return [
    { title: 'severity', text: ({ severity }) => severity },
    { title: 'where', text: ({ at }) => names.place(at) },
    { title: 'what', text: ({ message }) => message },
    { title: 'rule', text: ({ rule }) => rule },
    { title: 'acknowledged', text: ({ acknowledged }) => acknowledged ?? '' },
  ];
}

function sourceColumns(names: Names): readonly Column<{ readonly id: string; readonly limit: EvaluatedLimit }>[] {
  return [
    { title: 'resource', text: ({ id }) => names.resource(id) },
    { title: 'limit', text: ({ limit: { title, limit, unit } }) => `${title}: ${figure(limit, unit)}` },
    { title: 'used', isRight: true, text: ({ limit: { utilisation } }) => shareText(utilisation) },
    { title: 'grade', text: ({ limit: { grade } }) => grade },
    { title: 'how', text: ({ limit: { because } }) => because.formula },
    { title: 'source', text: ({ limit: { because } }) => because.source ?? '' },
    { title: 'as of', text: ({ limit: { because } }) => because.asOf ?? '' },
  ];
}

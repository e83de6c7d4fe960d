/** An evaluation as Markdown, for a pull request or a design document. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import type { OverflowEntry } from '#shared/model/capacity';
import type { Finding } from '#shared/model/finding';
import { billColumns, billLines, billSentence } from './bill';
import { ladderColumns, resourceColumns, resourceRows } from './evaluation-tables';
import { factorText, rateText } from './figures';
import { countSentence } from './findings';
import { type Names, namesIn } from './names';
import { printable } from './printable';
import { type Column, markdownTable, markdownText } from './table';

export function evaluationMarkdown(raw: Evaluation, document: ProjectDocument): string {
  const evaluation = printable(raw);
  const names = namesIn(printable({ resources: document.resources, connections: document.connections }));
  const { name, region, loadFactor, entryPerSecond, sustains, ladder, overflow, findings } = evaluation;
  const first = sustains
    ? `Sustains **${rateText(sustains.perSecond)}**; the first limit to break is ${markdownText(names.resource(sustains.resource))}’s: ${markdownText(sustains.title)}.`
    : 'No limit moves with the load.';
  return [
    `# ${markdownText(name)}\n`,
    `In ${region}, at ${rateText(entryPerSecond)} (${factorText(loadFactor)} the load as drawn).\n${first}\n`,
    ladder.length === 0 ? '' : `## Where it breaks\n\n${markdownTable(ladderColumns(evaluation, names), ladder)}`,
    overflow.length === 0 ? '' : `## Overflow\n\n${markdownTable(overflowColumns(names), overflow)}`,
    `## Resources\n\n${markdownTable(resourceColumns(names), resourceRows(evaluation))}`,
    `## Findings: ${countSentence(findings)}\n${findings.length === 0 ? '' : `\n${markdownTable(findingColumns(names), findings)}`}`,
    billMarkdown(evaluation.cost, names),
  ]
    .filter((section) => section !== '')
    .join('\n');
}

/** The bill line by line. */
export function billMarkdown(cost: Evaluation['cost'], names: Names): string {
  const lines = cost.lines.length === 0 ? '' : `\n${markdownTable(billColumns(names), billLines(cost))}`;
  return `## Bill: ${billSentence(cost)}\n${lines}`;
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

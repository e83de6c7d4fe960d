import { type Assessed, compareDesigns } from '#shared/evaluation/compare';
import { judgeAssertions } from '#shared/evaluation/assertions';
import { comparisonMarkdown, comparisonText } from '#shared/report/comparison';
import { services } from '#shared/services/registry';
import type { Arguments } from './arguments';
import { assess } from './assess';
import { statusOf } from './fail-on';
import { CommandFailure, type Status } from './failure';
import { jsonText } from './json';
import { readProject } from './project';
import type { Terminal } from './terminal';

/** What changed between two designs, and what becomes of their figures, findings and assertions. */
export async function diffCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  const [first = '-', second = '-'] = given.operands;
  if (first === '-' && second === '-') throw new CommandFailure('only one of the two can be standard input', 'diff');
  const before = await judged(first, given);
  const after = await judged(second, given);
  const comparison = compareDesigns(before, after, services);
  const documents = [before.document, after.document];
  switch (given.values.get('format')) {
    case 'json':
      terminal.print(jsonText(comparison));
      break;
    case 'markdown':
      terminal.print(comparisonMarkdown(comparison, documents));
      break;
    default:
      terminal.print(comparisonText(comparison, documents, terminal.paint));
  }
  return comparison.assertions.broken.length > 0 ? 1 : statusOf(comparison.findings.appeared, given);
}

async function judged(path: string, given: Arguments): Promise<Assessed> {
  const { document, evaluation, evaluateAt } = await assess(await readProject(path), given);
  return { document, evaluation, assertions: judgeAssertions(document, evaluateAt) };
}

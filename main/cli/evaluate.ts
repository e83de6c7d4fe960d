import { evaluationMarkdown } from '#shared/report/markdown';
import { resourceColumns, resourceRows } from '#shared/report/evaluation-tables';
import { namesIn } from '#shared/report/names';
import { csvTable } from '#shared/report/table';
import { evaluationText } from '#shared/report/text';
import type { Arguments } from './arguments';
import { assess } from './assess';
import { statusOf } from './fail-on';
import type { Status } from './failure';
import { jsonText } from './json';
import { readProject } from './project';
import { remarkDated } from './remark-dated';
import type { Terminal } from './terminal';

/** At what load the design spills, where the excess goes, what it costs, what is wrong. */
export async function evaluateCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  const project = await readProject(given.operands[0] ?? '-');
  const { document, evaluation } = await assess(project, given);
  remarkDated(document, evaluation, terminal);
  switch (given.values.get('format')) {
    case 'json':
      terminal.print(jsonText(evaluation));
      break;
    case 'csv':
      terminal.print(csvTable(resourceColumns(namesIn(document)), resourceRows(evaluation)));
      break;
    case 'markdown':
      terminal.print(evaluationMarkdown(evaluation, document));
      break;
    default:
      terminal.print(evaluationText(evaluation, document, terminal.paint));
  }
  return statusOf(evaluation.findings, given);
}

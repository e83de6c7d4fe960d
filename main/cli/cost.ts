import { VERSION } from '#shared/version';
import { billColumns, billLines, billSentence } from '#shared/report/bill';
import { billMarkdown } from '#shared/report/markdown';
import { namesIn } from '#shared/report/names';
import { printable } from '#shared/report/printable';
import { csvTable, textTable } from '#shared/report/table';
import type { Arguments } from './arguments';
import { assess } from './assess';
import type { Status } from './failure';
import { jsonText } from './json';
import { readProject } from './project';
import { remarkDated } from './remark-dated';
import { remarkUncounted } from './remark-findings';
import type { Terminal } from './terminal';

/** The bill, line by line. */
export async function costCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  const project = await readProject(given.operands[0] ?? '-');
  remarkUncounted(project, terminal);
  const { document, evaluation } = await assess(project, given);
  remarkDated(document, evaluation, terminal);
  const names = namesIn(printable({ resources: document.resources, connections: document.connections }));
  const cost = printable(evaluation.cost);
  const { paint } = terminal;
  switch (given.values.get('format')) {
    case 'json': {
      const { name, loadFactor, entryPerSecond } = evaluation;
      terminal.print(jsonText({ spillway: VERSION, name, loadFactor, entryPerSecond, cost: evaluation.cost }));
      break;
    }
    case 'csv':
      terminal.print(csvTable(billColumns(names), billLines(cost)));
      break;
    case 'markdown':
      terminal.print(billMarkdown(cost, names));
      break;
    default: {
      const columns = billColumns(names).filter(({ title }) => title !== 'meter');
      const table = cost.lines.length === 0 ? '' : textTable(columns, billLines(cost), { paint });
      terminal.print(`${paint.strong(printable(evaluation.name))}: ${billSentence(cost)}\n${table}`);
    }
  }
  return 0;
}

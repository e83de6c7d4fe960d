import { relative, resolve } from 'node:path';
import { allRules } from '#shared/check/rule-index';
import { placesIn } from '#shared/document/place';
import { judgeAssertions } from '#shared/evaluation/assertions';
import { type CheckReport, checkText } from '#shared/report/check-report';
import { junit } from '#shared/report/junit';
import { namesIn } from '#shared/report/names';
import { printable } from '#shared/report/printable';
import { sarif } from '#shared/report/sarif';
import { services } from '#shared/services/registry';
import type { Arguments } from './arguments';
import { assess } from './assess';
import { statusOf } from './fail-on';
import type { Status } from './failure';
import { jsonText } from './json';
import { type Project, readProject } from './project';
import type { Terminal } from './terminal';

/** Findings and assertions only: what CI wants to know. */
export async function checkCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  const project = await readProject(given.operands[0] ?? '-');
  const { document, evaluation, evaluateAt } = await assess(project, given);
  const { spillway, name, findings } = evaluation;
  const report: CheckReport = { spillway, name, findings, assertions: judgeAssertions(document, evaluateAt) };
  switch (given.values.get('format')) {
    case 'json':
      terminal.print(jsonText(report));
      break;
    case 'sarif':
      terminal.print(jsonText(sarifOf(report, project)));
      break;
    case 'junit':
      terminal.print(
        junit(printable(report), namesIn(printable(document)), (finding) => statusOf([finding], given) === 1),
      );
      break;
    default:
      terminal.print(checkText(report, document, terminal.paint));
  }
  return report.assertions.some(({ holds }) => !holds) ? 1 : statusOf(findings, given);
}

function sarifOf(report: CheckReport, { path, text }: Project): object {
  const shown = path === '-' ? 'stdin' : relative(process.cwd(), resolve(path));
  return sarif(report, { path: shown, rules: allRules(services), placeOf: placesIn(text) });
}

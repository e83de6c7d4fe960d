import { resolve } from '#shared/document/resolve';
import type { Finding } from '#shared/model/finding';
import { printable } from '#shared/report/printable';
import { services } from '#shared/services/registry';
import { type Project, shown } from './project';
import type { Terminal } from './terminal';

/** Says on stderr what reading found, for commands whose result has no place for findings. */
export function remarkFindings({ path, findings }: Project, terminal: Terminal): void {
  for (const finding of findings) remark(path, finding, terminal);
}

/** The same, and what of the project does not count as it stands, for commands that reckon with it. */
export function remarkUncounted(project: Project, terminal: Terminal): void {
  remarkFindings(project, terminal);
  for (const finding of resolve(project.document, services).findings) {
    if (finding.severity !== 'info') remark(project.path, finding, terminal);
  }
}

const remark = (path: string, { severity, message }: Finding, terminal: Terminal): void =>
  terminal.remark(`${shown(path)}: ${severity}: ${printable(message)}`);

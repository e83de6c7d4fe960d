import { printable } from '#shared/report/printable';
import { type Project, shown } from './project';
import type { Terminal } from './terminal';

/** Says on stderr what reading found, for commands whose result has no place for findings. */
export function remarkFindings({ path, findings }: Project, terminal: Terminal): void {
  for (const { severity, message } of findings) terminal.remark(`${shown(path)}: ${severity}: ${printable(message)}`);
}

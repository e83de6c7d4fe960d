import { writeDocument } from '#shared/document/write';
import { services } from '#shared/services/registry';
import { writeFileAtomically } from '../host/atomic-write';
import { diskErrorMessage } from '../host/disk-error';
import type { Arguments } from './arguments';
import { CommandFailure, type Status } from './failure';
import { readProject, shown } from './project';
import { remarkFindings } from './remark-findings';
import type { Terminal } from './terminal';

/** Rewrites projects as the app would save them; with `--check` only says which ones it would rewrite. */
export async function fmtCommand({ operands, flags }: Arguments, terminal: Terminal): Promise<Status> {
  let status: Status = 0;
  for (const path of operands) {
    const project = await readProject(path);
    remarkFindings(project, terminal);
    if (!project.complete) {
      throw new CommandFailure(`${shown(path)} was left as it is: to rewrite it would lose what could not be read`);
    }
    const text = writeDocument(project.document, services);
    const isCanonical = text === project.text;
    if (flags.has('check')) {
      if (isCanonical) continue;
      terminal.print(`${shown(path)}\n`);
      status = 1;
    } else if (path === '-') {
      terminal.print(text);
    } else if (!isCanonical) {
      await writeFileAtomically(path, text).catch((error: unknown) => {
        throw new CommandFailure(diskErrorMessage(error, shown(path)));
      });
      terminal.print(`${shown(path)}\n`);
    }
  }
  return status;
}

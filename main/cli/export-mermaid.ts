import { resolve } from '#shared/document/resolve';
import { mermaid } from '#shared/picture/mermaid';
import { services } from '#shared/services/registry';
import type { Arguments } from './arguments';
import type { Status } from './failure';
import { readProject } from './project';
import { remarkFindings } from './remark-findings';
import type { Terminal } from './terminal';

/** Prints the drawing as a Mermaid flowchart. */
export async function exportMermaidCommand({ operands }: Arguments, terminal: Terminal): Promise<Status> {
  const project = await readProject(operands[0] ?? '-');
  remarkFindings(project, terminal);
  terminal.print(mermaid(resolve(project.document, services).graph));
  return 0;
}

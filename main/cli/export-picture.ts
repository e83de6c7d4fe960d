import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { resolve } from '#shared/document/resolve';
import { mermaid } from '#shared/picture/mermaid';
import { drawingSvg } from '#shared/picture/svg';
import type { Theme } from '#shared/picture/theme';
import { designHtml } from '#shared/report/html';
import { designMarkdown } from '#shared/report/markdown';
import { services } from '#shared/services/registry';
import { VERSION } from '#shared/version';
import { diskErrorMessage } from '../host/disk-error';
import type { Arguments } from './arguments';
import { assess, type Assessed } from './assess';
import { CommandFailure, type Status } from './failure';
import { readProject, shown } from './project';
import { remarkFindings } from './remark-findings';
import type { Terminal } from './terminal';

const iconFiles = import.meta.glob<string>('../../shared/icons/*.svg', { query: '?raw', import: 'default' });

/** The drawing with its figures as an SVG picture, which opens again as a project. */
export function exportSvgCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  const theme = given.values.get('theme') === 'dark' ? 'dark' : 'light';
  return exported(given, terminal, (assessed) => picture(assessed, theme));
}

/** Picture, limits, overflow, findings, bill and sources as Markdown. */
export function exportMarkdownCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  return exported(given, terminal, async ({ document, evaluation }) =>
    designMarkdown(evaluation, document, mermaid(resolve(document, services).graph)),
  );
}

/** The same as one HTML file that needs nothing else. */
export function exportHtmlCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  return exported(given, terminal, async (assessed) => {
    const [light, dark] = await Promise.all([picture(assessed, 'light'), picture(assessed, 'dark')]);
    return designHtml(assessed.evaluation, assessed.document, { light, dark });
  });
}

async function exported(
  given: Arguments,
  terminal: Terminal,
  make: (assessed: Assessed) => Promise<string>,
): Promise<Status> {
  const project = await readProject(given.operands[0] ?? '-');
  remarkFindings(project, terminal);
  const text = await make(await assess(project, given));
  const out = given.values.get('out');
  if (out === undefined) {
    terminal.print(text);
    return 0;
  }
  try {
    await writeFile(out, text);
  } catch (error) {
    throw new CommandFailure(diskErrorMessage(error, shown(out)));
  }
  terminal.print(`${shown(out)}\n`);
  return 0;
}

async function picture({ document, evaluation }: Assessed, theme: Theme): Promise<string> {
  return drawingSvg(document, services, { theme, icons: await icons(), evaluation, version: VERSION });
}

async function icons(): Promise<ReadonlyMap<string, string>> {
  const entries = Object.entries(iconFiles).map(
    async ([path, load]) => [basename(path, '.svg'), await load()] as const,
  );
  return new Map(await Promise.all(entries));
}

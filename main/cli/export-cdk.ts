import { mkdir, readFile, realpath, rm } from 'node:fs/promises';
import { dirname, join, resolve as absolute } from 'node:path';
import { exportCdk } from '#shared/cdk/export';
import { type ExportPlan, pathsToRead, planExport } from '#shared/cdk/plan-export';
import { RECORD_PATH } from '#shared/cdk/record';
import { resolve } from '#shared/document/resolve';
import { findingsText } from '#shared/report/findings';
import { namesIn } from '#shared/report/names';
import { printable } from '#shared/report/printable';
import { services } from '#shared/services/registry';
import { VERSION } from '#shared/version';
import { writeFileAtomically } from '../host/atomic-write';
import { diskErrorMessage, errorCode } from '../host/disk-error';
import { refuseLinks } from '../host/export-folder';
import type { Arguments } from './arguments';
import { assess } from './assess';
import { CommandFailure, type Status } from './failure';
import { jsonText } from './json';
import { readProject, shown } from './project';
import type { Terminal } from './terminal';

/** Writes the design as a CDK app; says of every file what became of it. */
export async function exportCdkCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  const { operands, values, flags } = given;
  const out = values.get('out');
  if (out === undefined) throw new CommandFailure('export cdk needs --out DIR', 'export cdk');
  const { document, evaluation } = await assess(await readProject(operands[0] ?? '-'), given);
  const folder = absolute(out);
  const record = (await onDisk(out, () => textsIn(folder, [RECORD_PATH]))).get(RECORD_PATH);
  const options = { version: VERSION, record, force: flags.has('force') };
  const next = await exportCdk(resolve(document, services).graph, evaluation, options);
  if (next.blocked) {
    const names = namesIn(printable({ resources: document.resources, connections: document.connections }));
    terminal.remark('spillway: nothing was exported, because these stand:');
    terminal.remark(findingsText(printable(next.blocked), names).trimEnd());
    terminal.remark('Mend or acknowledge them; --force exports all the same what can be written as code.');
    return 1;
  }
  const previous = await onDisk(out, () => textsIn(folder, pathsToRead(next, record)));
  const plan = planExport(previous, next, 'beside');
  const isDryRun = flags.has('dry-run');
  if (!isDryRun) await onDisk(out, () => carryOut(plan, folder));
  terminal.print(values.get('format') === 'json' ? planJson(plan, folder, isDryRun) : planText(plan, out, isDryRun));
  return 0;
}

async function onDisk<T>(out: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CommandFailure(diskErrorMessage(error, shown(out)));
  }
}

/** Texts of those of the paths that exist. */
async function textsIn(folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    try {
      texts.set(path, await readFile(join(folder, path), 'utf8'));
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
    }
  }
  return texts;
}

async function carryOut({ writes, removes }: ExportPlan, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const root = await realpath(folder);
  // The record comes last: an export that was cut off is then seen as edits and not trusted.
  const inOrder = [...writes].toSorted(([a], [b]) => Number(a === RECORD_PATH) - Number(b === RECORD_PATH));
  for (const [path, text] of inOrder) {
    await refuseLinks(root, path);
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFileAtomically(join(root, path), text);
  }
  for (const path of removes) {
    await refuseLinks(root, path);
    await rm(join(root, path), { force: true });
  }
}

function planText(plan: ExportPlan, out: string, isDryRun: boolean): string {
  const { writes, removes, kept, unchanged, edited, advice } = plan;
  const lines = [
    ...[...writes.keys()].map((path) => `  ${isDryRun ? 'would write' : 'wrote'} ${path}`),
    ...removes.map((path) => `  ${isDryRun ? 'would remove' : 'removed'} ${path}: the drawing has no more need of it`),
    ...kept.map((path) => `  left ${path}: it is yours`),
    ...edited.map(({ path }) => `  left ${path}: it was edited by hand; compare it with ${path}.new`),
    ...advice.map((sentence) => `  ${sentence}`),
  ];
  const same = unchanged.length > 0 ? `, ${unchanged.length} unchanged` : '';
  return printableLines([`${out}: ${writes.size} ${isDryRun ? 'to write' : 'written'}${same}`, ...lines]);
}

const printableLines = (lines: readonly string[]): string => lines.map((line) => `${printable(line)}\n`).join('');

function planJson({ writes, ...plan }: ExportPlan, folder: string, isDryRun: boolean): string {
  return jsonText({ spillway: VERSION, folder, dryRun: isDryRun, writes: [...writes.keys()], ...plan });
}

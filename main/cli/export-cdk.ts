import { resolve as absolute } from 'node:path';
import { exportCdk } from '#shared/cdk/export';
import type { ExportPlan, OnEdited } from '#shared/cdk/plan-export';
import { CIRCLE_RULE } from '#shared/cdk/stack-circles';
import { STACK_CHOICES, type StackChoice } from '#shared/cdk/stack-choice';
import { loadCurves } from '#shared/evaluation/load-curves';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';
import { findingsText } from '#shared/report/findings';
import { namesIn } from '#shared/report/names';
import { printable } from '#shared/report/printable';
import { services } from '#shared/services/registry';
import { VERSION } from '#shared/version';
import { diskErrorMessage } from '../host/disk-error';
import { carryOut, planFor, recordIn } from '../host/export-folder';
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
  const { document, evaluation, evaluateAt } = await assess(await readProject(operands[0] ?? '-'), given);
  const folder = absolute(out);
  const record = await onDisk(out, () => recordIn(folder));
  const loads = loadCurves(document, evaluateAt);
  const stacks = stackChoice(given);
  const { groups } = document;
  const options = { version: VERSION, record, loads, groups, stacks, force: flags.has('force') };
  const next = await exportCdk(resolve(document, services).graph, evaluation, options);
  if (next.blocked) return remarkBlocked(next.blocked, document, terminal);
  const plan = await onDisk(out, () => planFor(folder, next, onEdited(values.get('on-edited'))));
  const isDryRun = flags.has('dry-run');
  if (!isDryRun) await onDisk(out, () => carryOut(plan, folder));
  terminal.print(values.get('format') === 'json' ? planJson(plan, folder, isDryRun) : planText(plan, out, isDryRun));
  if (plan.outcome === 'go') {
    remarkSpills(next.spills, terminal);
    return 0;
  }
  terminal.remark('spillway: nothing was written, because these generated files were edited by hand:');
  for (const { path, difference } of plan.edited) {
    for (const line of ['', path, ...difference.split('\n'), '']) terminal.remark(printable(line));
  }
  terminal.remark('Move the edits to files that are yours, or draw them. --on-edited beside writes FILE.new next to');
  terminal.remark('them, --on-edited overwrite loses them.');
  return 1;
}

export function stackChoice({ values }: Arguments): StackChoice | undefined {
  return STACK_CHOICES.find((choice) => choice === values.get('stacks'));
}

function onEdited(value: string | undefined): OnEdited {
  return value === 'beside' || value === 'overwrite' ? value : 'stop';
}

export function remarkBlocked(blocked: readonly Finding[], document: ProjectDocument, terminal: Terminal): Status {
  const names = namesIn(printable({ resources: document.resources, connections: document.connections }));
  terminal.remark('spillway: nothing was exported, because these stand:');
  terminal.remark(findingsText(printable(blocked), names).trimEnd());
  const isCircle = blocked.every(({ rule }) => rule === CIRCLE_RULE);
  terminal.remark(
    isCircle
      ? '--stacks joined has groups in a circle share a stack, --stacks one all of them.'
      : 'Mend or acknowledge them; --force exports all the same what can be written as code.',
  );
  return 1;
}

/** The code is right all the same: whether the load is meant is for the person to say. */
function remarkSpills({ length }: readonly Finding[], terminal: Terminal): void {
  if (length === 0) return;
  const limits = length === 1 ? '1 limit does not hold' : `${length} limits do not hold`;
  terminal.remark(
    `At this load ${limits}: README.md of the app says where it spills, spillway check what would mend it.`,
  );
}

export async function onDisk<T>(out: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CommandFailure(diskErrorMessage(error, shown(out)));
  }
}

function planText({ outcome, ...plan }: ExportPlan, out: string, isDryRun: boolean): string {
  const { writes, removes, kept, unchanged, edited, changes, advice } = plan;
  const isBeside = [...writes.keys()].some((path) => path.endsWith('.new'));
  const would = outcome === 'stop' ? changes.filter(({ change }) => change === 'new' || change === 'renewed') : [];
  const lines = [
    ...[...writes.keys()].map((path) => `  ${isDryRun ? 'would write' : 'wrote'} ${path}`),
    ...would.map(({ path }) => `  has yet to write ${path}`),
    ...removes.map((path) => `  ${isDryRun ? 'would remove' : 'removed'} ${path}: nothing needs it any more`),
    ...kept.map((path) => `  left ${path}: it is yours`),
    ...(isBeside || outcome === 'stop' ? edited : []).map(
      ({ path }) => `  left ${path}: it was edited by hand${isBeside ? `; compare it with ${path}.new` : ''}`,
    ),
    ...advice.map((sentence) => `  ${sentence}`),
  ];
  const same = unchanged.length > 0 ? `, ${unchanged.length} unchanged` : '';
  return printableLines([`${out}: ${writes.size} ${isDryRun ? 'to write' : 'written'}${same}`, ...lines]);
}

const printableLines = (lines: readonly string[]): string => lines.map((line) => `${printable(line)}\n`).join('');

function planJson({ writes, ...plan }: ExportPlan, folder: string, isDryRun: boolean): string {
  return jsonText({ spillway: VERSION, folder, dryRun: isDryRun, writes: [...writes.keys()], ...plan });
}

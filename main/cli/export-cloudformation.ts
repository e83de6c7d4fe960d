import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve as absolute } from 'node:path';
import { exportCdk } from '#shared/cdk/export';
import { resolve } from '#shared/document/resolve';
import { listed } from '#shared/model/wording';
import { printable } from '#shared/report/printable';
import { services } from '#shared/services/registry';
import { VERSION } from '#shared/version';
import { writeFileAtomically } from '../host/atomic-write';
import type { Arguments } from './arguments';
import { assess } from './assess';
import { onDisk, remarkBlocked, stackChoice } from './export-cdk';
import { CommandFailure, type Status } from './failure';
import { readProject, shown } from './project';
import { cdkModules, synthesise, type SynthesisedStack } from './synthesise-app';
import type { Terminal } from './terminal';

const HELP_OF = 'export cloudformation';

/** Writes the templates that the exported app synthesises to: all, its only own, or the one that is asked for. */
export async function exportCloudFormationCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  const { operands, values, flags } = given;
  const [out, wanted] = [values.get('out'), values.get('stack')];
  const { document, evaluation } = await assess(await readProject(operands[0] ?? '-'), given);
  const app = await exportCdk(resolve(document, services).graph, evaluation, {
    version: VERSION,
    force: flags.has('force'),
    groups: document.groups,
    stacks: stackChoice(given),
  });
  if (app.blocked) return remarkBlocked(app.blocked, document, terminal);
  const isAll = app.stacks.length > 1 && wanted === undefined;
  if (isAll && out === undefined) {
    throw new CommandFailure(
      `the app has ${app.stacks.length} stacks: --out DIR writes the template of each, --stack NAME prints one of ${app.stacks.join(', ')}`,
      HELP_OF,
    );
  }
  const here = process.cwd();
  const modules = cdkModules([...(out === undefined ? [] : [dirname(absolute(out))]), here, import.meta.dirname]);
  const stacks = await synthesise(app.files, modules);
  const chosen = isAll ? stacks : [choose(stacks, wanted)];
  await write(chosen, isAll, out, terminal);
  if (chosen.some(({ template }) => template.includes('"AWS::Lambda::Function"'))) {
    terminal.remark('The code of the functions is not in the template: cdk deploy bundles it and uploads it first.');
  }
  remarkOrder(stacks, chosen, terminal);
  return 0;
}

function choose(stacks: readonly SynthesisedStack[], wanted: string | undefined): SynthesisedStack {
  const found = stacks.find(({ name, isOwn }) => (wanted === undefined ? isOwn : name === wanted));
  if (found) return found;
  const names = stacks.map(({ name }) => name).join(', ');
  throw new CommandFailure(`the app has no stack ${printable(wanted ?? '')}: it has ${printable(names)}`, HELP_OF);
}

/** @param isAll whether `out` is a folder, in which each stack has its file */
async function write(
  stacks: readonly SynthesisedStack[],
  isAll: boolean,
  out: string | undefined,
  terminal: Terminal,
): Promise<void> {
  if (isAll && out !== undefined) await onDisk(out, () => mkdir(out, { recursive: true }));
  for (const stack of stacks) {
    const text = stack.template.endsWith('\n') ? stack.template : `${stack.template}\n`;
    if (out === undefined) {
      terminal.print(text);
      continue;
    }
    const path = isAll ? join(out, `${stack.name}.template.json`) : out;
    await onDisk(path, () => writeFileAtomically(absolute(path), text));
    terminal.print(`${shown(path)}: ${printable(contents(stack))}\n`);
  }
}

/** `25 resources; reads 1 output of Orders`. */
function contents({ template }: SynthesisedStack): string {
  const { Resources = {} } = JSON.parse(template) as { Resources?: object };
  const count = Object.keys(Resources).length;
  const read = [...outputsRead(template)].map(
    ([stack, outputs]) => `${outputs.size} ${outputs.size === 1 ? 'output' : 'outputs'} of ${stack}`,
  );
  const reads = read.length === 0 ? '' : `; reads ${listed(read)}`;
  return `${count} ${count === 1 ? 'resource' : 'resources'}${reads}`;
}

/** Names of outputs by the stack that has them: what `Fn::GetStackOutput` of a template refers to. */
function outputsRead(template: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  JSON.parse(template, (key, value: { readonly StackName?: string; readonly OutputName?: string }) => {
    if (key !== 'Fn::GetStackOutput') return value;
    const { StackName: stack = '', OutputName: output = '' } = value;
    found.set(stack, (found.get(stack) ?? new Set()).add(output));
    return value;
  });
  return found;
}

/** What the app is made of, which one template alone does not bring. */
function remarkOrder(
  stacks: readonly SynthesisedStack[],
  chosen: readonly SynthesisedStack[],
  terminal: Terminal,
): void {
  if (stacks.length < 2) return;
  const [one] = chosen;
  const is = chosen.length === 1 && one ? `This is ${one.name}, one of the` : 'These are the';
  terminal.remark(
    printable(
      `${is} ${stacks.length} stacks of the app. Deploy them in this order, each in its Region and under its name, by which others refer to it:`,
    ),
  );
  for (const { name, region, after } of stacks) {
    const waits = after.length === 0 ? '' : `, after ${listed(after)}`;
    const option = chosen.length === 1 ? `: --stack ${name}` : '';
    terminal.remark(printable(`  ${name} in ${region}${waits}${option}`));
  }
}

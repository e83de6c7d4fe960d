import { dirname, resolve as absolute } from 'node:path';
import { exportCdk } from '#shared/cdk/export';
import { resolve } from '#shared/document/resolve';
import { printable } from '#shared/report/printable';
import { services } from '#shared/services/registry';
import { VERSION } from '#shared/version';
import { writeFileAtomically } from '../host/atomic-write';
import { diskErrorMessage } from '../host/disk-error';
import type { Arguments } from './arguments';
import { assess } from './assess';
import { remarkBlocked } from './export-cdk';
import { CommandFailure, type Status } from './failure';
import { readProject, shown } from './project';
import { cdkModules, synthesise, type SynthesisedStack } from './synthesise-app';
import type { Terminal } from './terminal';

/** Writes the template that the exported app synthesises to: of its own stack, or of another that it has. */
export async function exportCloudFormationCommand(given: Arguments, terminal: Terminal): Promise<Status> {
  const { operands, values, flags } = given;
  const out = values.get('out');
  const { document, evaluation } = await assess(await readProject(operands[0] ?? '-'), given);
  const app = await exportCdk(resolve(document, services).graph, evaluation, {
    version: VERSION,
    force: flags.has('force'),
  });
  if (app.blocked) return remarkBlocked(app.blocked, document, terminal);
  const here = process.cwd();
  const modules = cdkModules([...(out === undefined ? [] : [dirname(absolute(out))]), here, import.meta.dirname]);
  const stacks = await synthesise(app.files, modules);
  const chosen = choose(stacks, values.get('stack'));
  const { template } = chosen;
  if (out === undefined) {
    terminal.print(template.endsWith('\n') ? template : `${template}\n`);
  } else {
    try {
      await writeFileAtomically(absolute(out), template);
    } catch (error) {
      throw new CommandFailure(diskErrorMessage(error, shown(out)));
    }
    const { Resources = {} } = JSON.parse(template) as { Resources?: object };
    terminal.print(`${shown(out)}: ${Object.keys(Resources).length} resources\n`);
  }
  if (template.includes('"AWS::Lambda::Function"')) {
    terminal.remark('The code of the functions is not in the template: cdk deploy bundles it and uploads it first.');
  }
  for (const line of others(stacks, chosen)) terminal.remark(line);
  return 0;
}

function choose(stacks: readonly SynthesisedStack[], wanted: string | undefined): SynthesisedStack {
  const found = stacks.find(({ name, isOwn }) => (wanted === undefined ? isOwn : name === wanted));
  if (found) return found;
  const names = stacks.map(({ name }) => name).join(', ');
  throw new CommandFailure(
    `the app has no stack ${printable(wanted ?? '')}: it has ${printable(names)}`,
    'export cloudformation',
  );
}

/** What else the app is made of, which its template alone does not bring. */
function others(stacks: readonly SynthesisedStack[], chosen: SynthesisedStack): readonly string[] {
  if (stacks.length < 2) return [];
  return [
    `This is ${printable(chosen.name)}, one of the ${stacks.length} stacks of the app. Deploy them in this order, each in its Region:`,
    ...stacks.map(({ name, region }) => printable(`  ${name} in ${region}: --stack ${name}`)),
  ];
}

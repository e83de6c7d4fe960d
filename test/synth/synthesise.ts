/** Exported apps on disk: type-checked and compiled by one run of tsc, synthesised by one process. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const repository = resolve(import.meta.dirname, '../..');

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Metadata?: { readonly 'aws:cdk:path'?: string };
}

export interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

export interface Synthesised {
  readonly template?: Template;
  /** By stack, those that it waits for. */
  readonly stacks?: Readonly<Record<string, readonly string[]>>;
  readonly findings: readonly string[];
  readonly error?: string;
}

/** A folder in which generated apps find the packages of this repository. */
export async function workshop(): Promise<{ readonly folder: string; dispose(): Promise<void> }> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'spillway-synth-')));
  await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'dir');
  // Bundling is off, but NodejsFunction looks for esbuild all the same, and would have Docker build an image without it.
  await mkdir(join(folder, 'stand-ins/esbuild'), { recursive: true });
  await writeFile(join(folder, 'stand-ins/esbuild/package.json'), '{"name": "esbuild", "version": "0.28.2"}');
  // For tests that are run from here and not from the folder of an app.
  await writeFile(join(folder, 'package-lock.json'), '{}');
  return { folder, dispose: () => rm(folder, { recursive: true, force: true }) };
}

/** Writes an app and the lock file that bundling looks for. */
export function writeApp(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  return writeFiles(folder, new Map([...files, ['package-lock.json', '{}']]));
}

export async function writeFiles(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  for (const [path, text] of files) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, text);
  }
}

/** The same app with its reasons printed instead of given to cdk-nag. */
export function withoutAcknowledgements(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(
    [...files].map(([path, text]) => [
      path,
      text.replaceAll(/Validations\.of\([^;]+?\)\.acknowledge\(/g, 'console.debug(Validations, '),
    ]),
  );
}

/** Type-checks all apps under the settings that they are exported with. Answers what tsc prints. */
export async function compile(folder: string, apps: readonly string[]): Promise<string> {
  await copyFile(join(import.meta.dirname, '../support/synth-worker.ts'), join(folder, 'worker.ts'));
  const [first = ''] = apps;
  const exported = JSON.parse(await readFile(join(folder, first, 'tsconfig.json'), 'utf8')) as {
    compilerOptions: object;
  };
  const config = {
    compilerOptions: { ...exported.compilerOptions, noEmit: false },
    include: ['worker.ts', ...apps.map((app) => `${app}/**/*.ts`)],
    exclude: ['**/vitest.config.mts'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(repository, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [tsc, '-p', folder], { cwd: folder, maxBuffer: 2 ** 26 }).then(
    ({ stdout }) => stdout,
    (error: { stdout?: string; message: string }) => error.stdout ?? error.message,
  );
}

export async function synthesise(
  folder: string,
  apps: readonly string[],
): Promise<Readonly<Record<string, Synthesised>>> {
  const answer = join(folder, 'answer.json');
  await run(process.execPath, [join(folder, 'worker.js'), answer, ...apps], {
    cwd: folder,
    maxBuffer: 2 ** 26,
    env: { ...process.env, JSII_DEPRECATED: 'fail', CDK_VALIDATION: 'false', NODE_PATH: join(folder, 'stand-ins') },
  });
  return JSON.parse(await readFile(answer, 'utf8')) as Readonly<Record<string, Synthesised>>;
}

/** Writes a template as if it had been synthesised there, for the engine and cdk-preflight to look at. */
export function writeTemplate(folder: string, template: Template): Promise<void> {
  const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'App.template.json' } };
  return writeFiles(
    join(folder, 'cdk.out'),
    new Map([
      ['manifest.json', JSON.stringify({ artifacts: { App: stack } })],
      ['App.template.json', JSON.stringify(template)],
    ]),
  );
}

/** By the id of a drawn resource, its construct, as the record of the export has it. */
export function constructIdsOf(files: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const record = JSON.parse(files.get('.spillway/export.json') ?? '') as {
    resources: Record<string, { construct: string }>;
  };
  return Object.fromEntries(Object.entries(record.resources).map(([id, { construct }]) => [id, construct]));
}

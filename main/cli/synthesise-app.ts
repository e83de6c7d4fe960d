/** Synthesises an exported app in a folder of its own, with the CDK that is installed where the command runs. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { VERSIONS } from '#shared/cdk/versions';
import { errorCode } from '../host/disk-error';
import { CommandFailure } from './failure';
import { inScratchFolder } from './scratch-folder';
import { withSteadyBundleNames } from './unbundled-code';

const NEEDED = ['aws-cdk-lib', 'constructs', 'cdk-nag', 'typescript'] as const;
/** Longer is no synthesis of one stack any more. */
const LIMIT_MS = 300_000;

/**
 * node_modules that holds what synthesis needs, looked for from each of the folders upwards.
 * @throws CommandFailure where none does, with what to install
 */
export function cdkModules(folders: readonly string[]): string {
  for (const folder of folders) {
    const find = createRequire(join(folder, 'app.js'));
    const found = NEEDED.map((name) => {
      try {
        return dirname(dirname(find.resolve(`${name}/package.json`)));
      } catch {
        return undefined;
      }
    });
    const [modules] = found;
    if (modules !== undefined && found.every((each) => each === modules)) return modules;
  }
  throw new CommandFailure(
    `export cloudformation runs the exported app, and the CDK is not installed here: npm install ${NEEDED.map((name) => `${name}@${VERSIONS[name]}`).join(' ')}, or run it in the folder of an exported app`,
  );
}

/** A stack of an app, as CloudFormation takes it. */
export interface SynthesisedStack {
  readonly name: string;
  readonly region: string;
  readonly template: string;
  /** Names of the stacks that are deployed before it. */
  readonly after: readonly string[];
  /** The app's own: the others are there for what AWS keeps in one Region, and are made within it. */
  readonly isOwn: boolean;
}

/**
 * The stacks in the order in which they are deployed. Handlers are not bundled.
 * @throws CommandFailure with the CDK's own words where it refuses the app
 */
export function synthesise(files: ReadonlyMap<string, string>, modules: string): Promise<readonly SynthesisedStack[]> {
  return inScratchFolder('spillway-cloudformation-', async (folder, ended) => {
    await lay(folder, files, modules);
    const tsc = join(modules, 'typescript/bin/tsc');
    const compiled = await run([tsc, '-p', 'tsconfig.synth.json'], folder, ended);
    if (!existsSync(join(folder, 'bin/app.js'))) throw new CommandFailure(`the app was not compiled: ${compiled}`);
    const said = await run(['synth.cjs'], folder, ended);
    const stacks = await stacksIn(join(folder, 'cdk.out'), files);
    if (!stacks.some(({ isOwn }) => isOwn)) throw new CommandFailure(`the CDK refuses the app: ${said.trim()}`);
    return stacks;
  });
}

async function lay(folder: string, files: ReadonlyMap<string, string>, modules: string): Promise<void> {
  const settings = JSON.parse(files.get('tsconfig.json') ?? '{}') as { compilerOptions?: object };
  const compilerOptions = { ...settings.compilerOptions, noEmit: false, types: [] };
  const { context = {} } = JSON.parse(files.get('cdk.json') ?? '{}') as { context?: object };
  const all = new Map([
    ...files,
    ['tsconfig.synth.json', JSON.stringify({ compilerOptions, files: ['bin/app.ts'] })],
    ['synth.cjs', SYNTH({ ...context, 'aws:cdk:bundling-stacks': [] })],
    // NodejsFunction looks for both although nothing is bundled, and has Docker build an image without the second.
    ['package-lock.json', '{}'],
    ['stand-ins/esbuild/package.json', JSON.stringify({ name: 'esbuild', version: VERSIONS.esbuild })],
  ]);
  for (const [path, text] of all) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(modules, join(folder, 'node_modules'), 'junction');
}

/** AWS's validator, which takes most of the time, is left to the app's own `cdk synth`. */
const SYNTH = (context: object): string => `process.env.CDK_CONTEXT_JSON = ${JSON.stringify(JSON.stringify(context))};
process.env.CDK_OUTDIR = require('node:path').join(__dirname, 'cdk.out');
process.env.CDK_VALIDATION = 'false';
require('./bin/app.js');
`;

/** What the process said on both its outputs, whether or not it ended well. Its temporary files are in the folder too. */
function run(args: readonly string[], cwd: string, ended: AbortSignal): Promise<string> {
  const env = { ...process.env, NODE_PATH: join(cwd, 'stand-ins'), TMPDIR: cwd, TMP: cwd, TEMP: cwd };
  const over = AbortSignal.any([ended, AbortSignal.timeout(LIMIT_MS)]);
  return new Promise((resolve, reject) => {
    // In a group of its own, which ends as one: the compiler is a process of the one that is started here.
    const child = spawn(process.execPath, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: hasGroups });
    const end = (): void => endGroup(child);
    let said = '';
    for (const output of [child.stdout, child.stderr]) {
      output.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    child.on('error', reject).on('close', () => {
      over.removeEventListener('abort', end);
      resolve(said);
    });
    over.addEventListener('abort', end);
    if (over.aborted) end();
  });
}

const hasGroups = process.platform !== 'win32';

function endGroup(child: ChildProcess): void {
  if (!hasGroups || child.pid === undefined) return void child.kill('SIGKILL');
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // It has ended by itself.
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

interface Artifact {
  readonly type: string;
  /** `aws://unknown-account/eu-west-1`. */
  readonly environment?: string;
  readonly properties?: { readonly templateFile?: string; readonly stackName?: string };
  readonly dependencies?: readonly string[];
  /** Path of the construct. */
  readonly displayName?: string;
}

async function stacksIn(out: string, files: ReadonlyMap<string, string>): Promise<readonly SynthesisedStack[]> {
  const manifest = join(out, 'manifest.json');
  if (!existsSync(manifest)) return [];
  const { artifacts = {} } = JSON.parse(await readFile(manifest, 'utf8')) as { artifacts?: Record<string, Artifact> };
  const stacks = inOrder(artifacts);
  const names = new Map(stacks.map(([id, { properties }]) => [id, properties?.stackName ?? id]));
  return Promise.all(
    stacks.map(async ([id, { environment = '', properties, dependencies = [], displayName = id }]) => {
      const name = names.get(id) ?? id;
      const template = await readFile(join(out, properties?.templateFile ?? ''), 'utf8');
      return {
        name,
        region: environment.split('/').at(-1) ?? '',
        template: withSteadyBundleNames(template, name, out, files),
        after: dependencies.flatMap((each) => names.get(each) ?? []),
        isOwn: !displayName.includes('/'),
      };
    }),
  );
}

/** Each stack after those that it depends on. */
function inOrder(artifacts: Readonly<Record<string, Artifact>>): readonly (readonly [string, Artifact])[] {
  const ordered = new Map<string, Artifact>();
  const add = (id: string): void => {
    const artifact = artifacts[id];
    if (artifact?.type !== 'aws:cloudformation:stack' || ordered.has(id)) return;
    for (const before of artifact.dependencies ?? []) add(before);
    ordered.set(id, artifact);
  };
  for (const id of Object.keys(artifacts)) add(id);
  return [...ordered];
}

/** Synthesises an exported app in a folder of its own, with the CDK that is installed where the command runs. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { VERSIONS } from '#shared/cdk/versions';
import { CommandFailure } from './failure';

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

/**
 * Text of the template. Handlers are not bundled: their assets are named by the hash of their sources.
 * @throws CommandFailure with the CDK's own words where it refuses the app
 */
export async function synthesise(files: ReadonlyMap<string, string>, modules: string): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'spillway-cloudformation-')));
  try {
    await lay(folder, files, modules);
    const tsc = join(modules, 'typescript/bin/tsc');
    const compiled = await run([tsc, '-p', 'tsconfig.synth.json'], folder);
    if (!existsSync(join(folder, 'bin/app.js'))) throw new CommandFailure(`the app was not compiled: ${compiled}`);
    const said = await run(['synth.cjs'], folder);
    const out = join(folder, 'cdk.out');
    const path = existsSync(join(out, 'manifest.json')) ? await templatePath(out) : undefined;
    if (path === undefined) throw new CommandFailure(`the CDK refuses the app: ${said.trim()}`);
    return await readFile(path, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
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

/** What the process said on both its outputs, whether or not it ended well. */
function run(args: readonly string[], cwd: string): Promise<string> {
  const env = { ...process.env, NODE_PATH: join(cwd, 'stand-ins') };
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd, env, maxBuffer: 2 ** 26, timeout: LIMIT_MS }, (_, stdout, stderr) =>
      resolve(stdout + stderr),
    );
  });
}

async function templatePath(out: string): Promise<string | undefined> {
  const { artifacts = {} } = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as {
    artifacts?: Record<string, { type: string; properties?: { templateFile?: string } }>;
  };
  const stack = Object.values(artifacts).find(({ type }) => type === 'aws:cloudformation:stack');
  const file = stack?.properties?.templateFile;
  return file === undefined ? undefined : join(out, file);
}

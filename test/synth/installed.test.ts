/** One exported app as the person has it: its packages from the registry, its own tests, `cdk synth` with esbuild. */
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { exampleGraphs } from '../support/example-graphs';
import { writeFiles } from './synthesise';

const EXAMPLE = 'order-pipeline';
/** What npm says where it finds no registry, and where it has no copy of its own of what it would have asked for. */
const UNREACHABLE = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED)\b/;

let folder: string;
let installed: Ended;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'spillway-installed-')));
  const graph = exampleGraphs().get(EXAMPLE);
  if (!graph) throw new Error(`no example ${EXAMPLE}`);
  const { files } = await exportCdk(graph, undefined, { version: '1.2.3' });
  await writeFiles(folder, files);
  installed = await run('npm', 'install', '--prefer-offline', '--no-audit', '--no-fund');
}, 300_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an exported app that is installed', () => {
  test('installs what its package.json names', ({ skip }) => {
    unlessUnreachable(skip);
    expect(installed).toMatchObject({ status: 0 });
  });

  test('passes its own tests', async ({ skip }) => {
    unlessUnreachable(skip);
    const said: unknown = expect.stringMatching(/\b\d\d passed/);
    expect(await run('npm', 'test')).toEqual({ status: 0, said });
  });

  test('is synthesised by the CDK’s command line, and its bundled functions run', async ({ skip }) => {
    unlessUnreachable(skip);
    expect(await run('npx', 'cdk', 'synth', '--quiet', '--no-notices')).toMatchObject({ status: 0 });
    for (const log of ['debug', 'info', 'error'] as const) vi.spyOn(console, log).mockImplementation(() => undefined);
    const answers = await Promise.all((await bundles()).map((handler) => handler(TWO_MESSAGES, {})));
    vi.restoreAllMocks();
    // Two functions read queues; the one behind the API takes the batch for a request without a body.
    const batch = { batchItemFailures: [{ itemIdentifier: 'spoilt' }] };
    expect(answers.filter((answer) => JSON.stringify(answer) === JSON.stringify(batch))).toHaveLength(2);
    expect(answers).toHaveLength(3);
  });
});

const TWO_MESSAGES = {
  Records: ['{}', 'not JSON'].map((body, index) => ({
    messageId: index === 0 ? 'whole' : 'spoilt',
    body,
    eventSource: 'aws:sqs',
    attributes: { ApproximateReceiveCount: '1' },
  })),
};

type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** The handlers in the assets that a deployment would upload. */
async function bundles(): Promise<readonly Handler[]> {
  const out = join(folder, 'cdk.out');
  const assets = (await readdir(out)).filter((name) => name.startsWith('asset.'));
  const load = createRequire(join(out, 'manifest.json'));
  return assets.map((asset) => (load(`./${asset}/index.js`) as { handler: Handler }).handler);
}

interface Ended {
  readonly status: number;
  readonly said: string;
}

/** As in a shell of the person's: without what vitest and npm tell the processes that they start. */
function run(command: string, ...args: readonly string[]): Promise<Ended> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|npm_(?!config_)|npm_config_local_prefix|CDK_|NODE_ENV|NODE_PATH)/.test(name),
  );
  const options = { cwd: folder, env: { ...Object.fromEntries(own), NO_COLOR: '1' }, maxBuffer: 2 ** 26 };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code ?? 1) : 0, said: `${stdout}${stderr}` }),
    );
  });
}

function unlessUnreachable(skip: (note: string) => void): void {
  if (installed.status !== 0 && UNREACHABLE.test(installed.said)) {
    skip('the npm registry cannot be reached, and npm has no copy of the packages: nothing could be installed');
  }
}

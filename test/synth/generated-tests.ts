/** Runs the tests that come with exported apps, before they are compiled: in TypeScript, as the person runs them. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Answers how many ran, what failed, and what they left in the temporary folder. */
export async function runGeneratedTests(
  folder: string,
  apps: readonly string[],
): Promise<{ readonly count: number; readonly failures: readonly string[]; readonly left: readonly string[] }> {
  const config = `export default { test: {
    include: ${JSON.stringify(apps.map((app) => `${app}/test/*.test.ts`))},
    env: { CDK_VALIDATION: 'false' }, hookTimeout: 120000, testTimeout: 60000, maxWorkers: 2,
  } };`;
  await writeFile(join(folder, 'vitest.config.mjs'), config);
  const vitest = resolve(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const temporary = join(folder, 'temporary');
  await mkdir(temporary);
  const { VITEST: _within, ...environment } = process.env;
  await run(process.execPath, [vitest, 'run', '--root', folder, '--reporter=json', '--outputFile=tests.json'], {
    cwd: folder,
    maxBuffer: 2 ** 26,
    env: { ...environment, NODE_PATH: join(folder, 'stand-ins'), TMPDIR: temporary },
  }).catch(() => undefined);
  const { testResults } = JSON.parse(await readFile(join(folder, 'tests.json'), 'utf8')) as Report;
  const ran = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failures = testResults
    .filter(({ status }) => status !== 'passed')
    .flatMap(({ name, message, assertionResults }) => [
      `${name} ${message}`,
      ...assertionResults
        .filter(({ status }) => status !== 'passed')
        .map((each) => `${each.title} ${each.failureMessages.join('\n')}`),
    ]);
  return { count: ran.length, failures, left: await readdir(temporary) };
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

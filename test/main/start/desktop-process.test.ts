import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runDesktop } from '../../../main/start/desktop-process';
import { temporaryFolder } from '../../support/temporary-folder';

const onUnix = process.platform !== 'win32';

/** A program that stands where Electron's binary would. */
async function aBinary(program: string): Promise<string> {
  const path = join(await temporaryFolder(), 'electron');
  await writeFile(path, `#!${process.execPath}\n${program}\n`);
  await chmod(path, 0o755);
  return path;
}

it.runIf(onUnix)('an app that is closed in good order ends the start with its status', async () => {
  expect(await runDesktop(await aBinary(''), [])).toEqual({ status: 0 });
});

it.runIf(onUnix)('the files are handed over, and Electron is not made a plain Node', async () => {
  process.env['ELECTRON_RUN_AS_NODE'] = '1';
  const binary = await aBinary(
    `require('fs').writeFileSync(process.argv[1] + '.out', JSON.stringify([process.argv.slice(2), process.env.ELECTRON_RUN_AS_NODE ?? null]))`,
  );
  await runDesktop(binary, ['/app', '/a b.spillway']);
  delete process.env['ELECTRON_RUN_AS_NODE'];
  expect(JSON.parse(await readFile(`${binary}.out`, 'utf8'))).toEqual([['/app', '/a b.spillway'], null]);
});

it.runIf(onUnix)('an app that fails at once never had a window, and that is why', async () => {
  expect(await runDesktop(await aBinary('process.exit(127)'), [])).toEqual({
    why: 'Electron ended at once with status 127',
  });
  expect(await runDesktop(await aBinary("process.kill(process.pid, 'SIGTRAP')"), [])).toEqual({
    why: 'Electron ended at once with SIGTRAP',
  });
});

it.runIf(onUnix)('an app that is ended by a signal of the person has not failed', async () => {
  expect(await runDesktop(await aBinary("process.kill(process.pid, 'SIGINT')"), [])).toEqual({ status: 0 });
});

it('a binary that does not run is told', async () => {
  const end = await runDesktop(join(await temporaryFolder(), 'none'), []);
  expect(end).toMatchObject({ why: expect.stringContaining('Electron does not run here') });
});

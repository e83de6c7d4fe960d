import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, lstat, mkdir, readFile, readdir, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { writeFileAtomically } from '../../../main/host/atomic-write';
import { sha256 } from '../../../main/host/sha256';
import { temporaryFolder } from '../../support/temporary-folder';

it('a new file holds the text, and nothing else is left in the folder', async () => {
  const folder = await temporaryFolder();
  const hash = await writeFileAtomically(join(folder, 'a.spillway'), 'ä\n');
  expect(await readFile(join(folder, 'a.spillway'), 'utf8')).toBe('ä\n');
  expect(hash).toBe(sha256('ä\n'));
  expect(await readdir(folder)).toEqual(['a.spillway']);
});

it.skipIf(process.platform === 'win32')('a replaced file keeps its mode', async () => {
  const path = join(await temporaryFolder(), 'a.spillway');
  await writeFile(path, 'old');
  await chmod(path, 0o640);
  await writeFileAtomically(path, 'new');
  expect((await stat(path)).mode & 0o777).toBe(0o640);
});

it.skipIf(process.platform === 'win32')('a link stays a link, and the file behind it is replaced', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'real'));
  await writeFile(join(folder, 'real/a.spillway'), 'old');
  await symlink('real/a.spillway', join(folder, 'link.spillway'));
  await writeFileAtomically(join(folder, 'link.spillway'), 'new');
  expect(await readlink(join(folder, 'link.spillway'))).toBe('real/a.spillway');
  expect(await readFile(join(folder, 'real/a.spillway'), 'utf8')).toBe('new');
});

it.skipIf(process.platform === 'win32')('a link to a file that does not exist yet makes the file', async () => {
  const folder = await temporaryFolder();
  await symlink('later.spillway', join(folder, 'link.spillway'));
  await writeFileAtomically(join(folder, 'link.spillway'), 'new');
  expect((await lstat(join(folder, 'link.spillway'))).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'later.spillway'), 'utf8')).toBe('new');
});

it.skipIf(process.platform === 'win32')('links that lead in a circle are refused', async () => {
  const folder = await temporaryFolder();
  await symlink('b', join(folder, 'a'));
  await symlink('a', join(folder, 'b'));
  await expect(writeFileAtomically(join(folder, 'a'), 'x')).rejects.toMatchObject({ code: 'ELOOP' });
});

it('a name as long as names can be is written', async () => {
  const path = join(await temporaryFolder(), `${'n'.repeat(246)}.spillway`);
  await writeFileAtomically(path, 'x');
  expect(await readFile(path, 'utf8')).toBe('x');
});

it('a folder is not replaced by a file', async () => {
  const folder = await temporaryFolder();
  await expect(writeFileAtomically(folder, 'x')).rejects.toMatchObject({ code: 'EISDIR' });
});

it('a folder that does not exist is told, and nothing is made', async () => {
  const folder = await temporaryFolder();
  await expect(writeFileAtomically(join(folder, 'no/a.spillway'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await readdir(folder)).toEqual([]);
});

it('a process that is killed while it saves leaves the file whole: all of the old or all of the new', async () => {
  const folder = await temporaryFolder();
  await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: resolve(import.meta.dirname, '../../../main/host/atomic-write.ts'),
      outDir: join(folder, 'code'),
      rolldownOptions: { output: { entryFileNames: 'write.mjs' } },
    },
  });
  const path = join(folder, 'a.spillway');
  const program = `
    import { writeFileAtomically } from './code/write.mjs';
    const contents = ['a', 'b'].map((letter) => letter.repeat(3_000_000));
    for (let turn = 0; ; turn++) {
      await writeFileAtomically(${JSON.stringify(path)}, contents[turn % 2]);
      if (turn === 0) console.log('written');
    }`;
  await writeFile(join(folder, 'save.mjs'), program);
  for (const wait of [0, 3, 7, 13, 22]) {
    const child = spawn(process.execPath, [join(folder, 'save.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    await new Promise((done) => void setTimeout(done, wait));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const text = await readFile(path, 'utf8');
    expect(text.length).toBe(3_000_000);
    expect(text).toBe((text[0] ?? '').repeat(3_000_000));
  }
});

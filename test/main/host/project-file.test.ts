import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { maxProjectBytes } from '#shared/host/calls';
import { hashOfFile, readProjectFile, saveProjectFile } from '../../../main/host/project-file';
import { sha256 } from '../../../main/host/sha256';
import { temporaryFolder } from '../../support/temporary-folder';

it('a file is opened with its name, its text and the hash of its bytes', async () => {
  const path = join(await temporaryFolder(), 'orders.spillway');
  await writeFile(path, '{"name":"Aufträge"}\n');
  expect(await readProjectFile(path)).toEqual({
    outcome: 'opened',
    project: {
      path,
      name: 'orders.spillway',
      text: '{"name":"Aufträge"}\n',
      hash: sha256('{"name":"Aufträge"}\n'),
    },
  });
});

it('a byte order mark stays, so that an unchanged file is saved with the same bytes', async () => {
  const path = join(await temporaryFolder(), 'a.spillway');
  await writeFile(path, '\u{feff}{}');
  const reply = await readProjectFile(path);
  expect(reply.outcome === 'opened' && reply.project.text).toBe('\u{feff}{}');
});

it.each([
  ['a file that is not there', 'none.spillway', 'does not exist'],
  ['a folder', 'folder.spillway', 'is not a file'],
  ['bytes that are no text', 'binary.spillway', 'is not a text file in UTF-8'],
  ['a file beyond the limit', 'huge.spillway', 'is larger than 64 MiB'],
])('%s is refused with the reason', async (_what, name, reason) => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'folder.spillway'));
  await writeFile(join(folder, 'binary.spillway'), Uint8Array.of(0x7b, 0xff, 0xfe));
  const huge = await open(join(folder, 'huge.spillway'), 'w');
  await huge.truncate(maxProjectBytes + 1);
  await huge.close();
  expect(await readProjectFile(join(folder, name))).toEqual({
    outcome: 'failed',
    message: `${join(folder, name)} ${reason}`,
  });
});

it('a file that is as the writer last saw it is saved', async () => {
  const path = join(await temporaryFolder(), 'a.spillway');
  await writeFile(path, 'one');
  expect(await saveProjectFile(path, 'two', sha256('one'))).toEqual({
    outcome: 'saved',
    path,
    name: 'a.spillway',
    hash: sha256('two'),
  });
  expect(await readFile(path, 'utf8')).toBe('two');
});

it('a file that somebody else has changed is not overwritten, and both texts are to be had', async () => {
  const path = join(await temporaryFolder(), 'a.spillway');
  await writeFile(path, 'theirs');
  expect(await saveProjectFile(path, 'mine', sha256('base'))).toEqual({
    outcome: 'conflict',
    path,
    text: 'theirs',
    hash: sha256('theirs'),
  });
  expect(await readFile(path, 'utf8')).toBe('theirs');
});

it('whoever knows of no earlier content overwrites', async () => {
  const path = join(await temporaryFolder(), 'a.spillway');
  await writeFile(path, 'theirs');
  expect((await saveProjectFile(path, 'mine', null)).outcome).toBe('saved');
});

it('a file that was deleted meanwhile is written again', async () => {
  const path = join(await temporaryFolder(), 'a.spillway');
  await writeFile(path, 'base');
  await rm(path);
  expect((await saveProjectFile(path, 'mine', sha256('base'))).outcome).toBe('saved');
  expect(await readFile(path, 'utf8')).toBe('mine');
});

it('a save into a folder that has gone fails with the reason', async () => {
  const path = join(await temporaryFolder(), 'gone/a.spillway');
  expect(await saveProjectFile(path, 'x', null)).toEqual({ outcome: 'failed', message: `${path} does not exist` });
});

it('a file that is not there has no hash', async () => {
  expect(await hashOfFile(join(await temporaryFolder(), 'none'))).toBeNull();
});

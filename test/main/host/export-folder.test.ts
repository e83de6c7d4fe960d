import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RECORD_PATH } from '#shared/cdk/record';
import { sha256 } from '../../../main/host/sha256';
import { exportFolder, writtenRecordPath } from '../../../main/host/export-folder';
import { temporaryFolder } from '../../support/temporary-folder';

const generated = (path: string, text: string) => ({ path, text, owner: 'generated' as const });
const ofPerson = (path: string, text: string) => ({ path, text, owner: 'person' as const });
const read = (folder: string, path: string): Promise<string> => readFile(join(folder, path), 'utf8');

it('a first export writes every file, in folders of its own making', async () => {
  const folder = join(await temporaryFolder(), 'orders-cdk');
  const files = [generated('lib/stack.ts', 'stack'), ofPerson('src/handler.ts', 'handler')];
  expect(await exportFolder(folder, files, false)).toEqual({
    outcome: 'exported',
    where: folder,
    written: 2,
    unchanged: 0,
    kept: 0,
  });
  expect(await read(folder, 'lib/stack.ts')).toBe('stack');
  expect(await read(folder, 'src/handler.ts')).toBe('handler');
});

it('a second export renews generated files and leaves those of the person alone', async () => {
  const folder = await temporaryFolder();
  await exportFolder(folder, [generated('lib/stack.ts', 'one'), ofPerson('src/handler.ts', 'stub')], false);
  await writeFile(join(folder, 'src/handler.ts'), 'my code');
  const again = [generated('lib/stack.ts', 'two'), ofPerson('src/handler.ts', 'another stub')];
  expect(await exportFolder(folder, again, false)).toMatchObject({ outcome: 'exported', written: 1, kept: 1 });
  expect(await read(folder, 'lib/stack.ts')).toBe('two');
  expect(await read(folder, 'src/handler.ts')).toBe('my code');
});

it('the same export again writes nothing', async () => {
  const folder = await temporaryFolder();
  const files = [generated('lib/stack.ts', 'one'), ofPerson('src/handler.ts', 'stub')];
  await exportFolder(folder, files, false);
  const record = await read(folder, writtenRecordPath);
  expect(await exportFolder(folder, files, false)).toMatchObject({ written: 0, unchanged: 2, kept: 0 });
  expect(await read(folder, writtenRecordPath)).toBe(record);
});

it('a generated file that was edited by hand stops the whole export', async () => {
  const folder = await temporaryFolder();
  await exportFolder(folder, [generated('lib/a.ts', 'a'), generated('lib/b.ts', 'b')], false);
  await writeFile(join(folder, 'lib/a.ts'), 'a, by hand');
  const again = [generated('lib/a.ts', 'a2'), generated('lib/b.ts', 'b2')];
  expect(await exportFolder(folder, again, false)).toEqual({ outcome: 'edited', where: folder, paths: ['lib/a.ts'] });
  expect(await read(folder, 'lib/b.ts')).toBe('b');
  expect(await exportFolder(folder, again, true)).toMatchObject({ outcome: 'exported', written: 2 });
  expect(await read(folder, 'lib/a.ts')).toBe('a2');
});

it('a file that was there before any export is not taken for a generated one', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'package.json'), '{"name":"mine"}');
  expect(await exportFolder(folder, [generated('package.json', '{}')], false)).toMatchObject({ outcome: 'edited' });
  expect(await read(folder, 'package.json')).toBe('{"name":"mine"}');
});

it.skipIf(process.platform === 'win32')('a link in the folder does not carry the export out of it', async () => {
  const outside = await temporaryFolder();
  const folder = await temporaryFolder();
  await symlink(outside, join(folder, 'lib'));
  const reply = await exportFolder(folder, [generated('lib/deep/stack.ts', 'x')], false);
  expect(reply.outcome).toBe('failed');
  expect(await readdir(outside)).toEqual([]);
});

it('a file where a folder is needed is told', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'lib'), 'a file');
  expect(await exportFolder(folder, [generated('lib/stack.ts', 'x')], false)).toMatchObject({ outcome: 'failed' });
});

it('the record names generated files only, in the order of their paths', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'src'));
  await exportFolder(folder, [generated('z.ts', 'z'), ofPerson('src/h.ts', 'h'), generated('a.ts', 'a')], false);
  expect(Object.keys(JSON.parse(await read(folder, writtenRecordPath)))).toEqual(['a.ts', 'z.ts']);
});

it('what the command line exported into the folder is no edit by hand', async () => {
  const folder = await temporaryFolder();
  const recordOf = (text: string): string =>
    JSON.stringify({
      project: { slug: 'orders', className: 'Orders' },
      generated: { 'lib/stack.ts': sha256(text) },
      yours: [],
    });
  const files = (text: string) => [generated('lib/stack.ts', text), generated(RECORD_PATH, recordOf(text))];
  await exportFolder(folder, files('one'), false);
  await writeFile(join(folder, 'lib/stack.ts'), 'two, by the command line');
  await writeFile(join(folder, RECORD_PATH), recordOf('two, by the command line'));
  expect(await exportFolder(folder, files('three'), false)).toMatchObject({ outcome: 'exported', written: 2 });
  await writeFile(join(folder, 'lib/stack.ts'), 'three, and a line by hand');
  expect(await exportFolder(folder, files('four'), false)).toMatchObject({
    outcome: 'edited',
    paths: ['lib/stack.ts'],
  });
});

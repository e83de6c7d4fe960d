import { readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RECORD_PATH } from '#shared/cdk/record';
import { sha256 } from '#shared/cdk/sha256';
import { carryOut, planFor, recordIn } from '../../../main/host/export-folder';
import { temporaryFolder } from '../../support/temporary-folder';

const read = (folder: string, path: string): Promise<string> => readFile(join(folder, path), 'utf8');

/** An export with its record, as the exporter writes it. */
function anExport(generated: Readonly<Record<string, string>>, yours: Readonly<Record<string, string>> = {}) {
  const record = {
    project: { slug: 'orders', className: 'Orders' },
    generated: Object.fromEntries(Object.entries(generated).map(([path, text]) => [path, sha256(text)])),
    yours: Object.keys(yours),
  };
  const files = { ...generated, ...yours, [RECORD_PATH]: `${JSON.stringify(record)}\n` };
  return { files: new Map(Object.entries(files)), yours: new Set(Object.keys(yours)), spills: [] };
}

async function exportInto(folder: string, next: ReturnType<typeof anExport>, onEdited: 'stop' | 'beside' = 'stop') {
  const plan = await planFor(folder, next, onEdited);
  await carryOut(plan, folder);
  return plan;
}

it('a first export writes every file, in folders of its own making, and its record', async () => {
  const folder = join(await temporaryFolder(), 'orders-cdk');
  expect(await recordIn(folder)).toBeUndefined();
  const plan = await exportInto(folder, anExport({ 'lib/stack.ts': 'stack' }, { 'src/handler.ts': 'handler' }));
  expect(plan.outcome).toBe('go');
  expect(await read(folder, 'lib/stack.ts')).toBe('stack');
  expect(await read(folder, 'src/handler.ts')).toBe('handler');
  expect(await recordIn(folder)).toContain('orders');
});

it('a second export renews generated files, removes those that are needed no more, and leaves the person’s', async () => {
  const folder = await temporaryFolder();
  await exportInto(folder, anExport({ 'lib/stack.ts': 'one', 'lib/old.ts': 'old' }, { 'src/handler.ts': 'stub' }));
  await writeFile(join(folder, 'src/handler.ts'), 'my code');
  const { kept } = await exportInto(folder, anExport({ 'lib/stack.ts': 'two' }, { 'src/handler.ts': 'another stub' }));
  expect(kept).toEqual(['src/handler.ts']);
  expect(await read(folder, 'lib/stack.ts')).toBe('two');
  expect(await read(folder, 'src/handler.ts')).toBe('my code');
  expect(await readdir(join(folder, 'lib'))).toEqual(['stack.ts']);
});

it('a generated file that was edited by hand stops the whole export, or gets the new one beside it', async () => {
  const folder = await temporaryFolder();
  await exportInto(folder, anExport({ 'lib/a.ts': 'a', 'lib/b.ts': 'b' }));
  await writeFile(join(folder, 'lib/a.ts'), 'a, by hand');
  const next = anExport({ 'lib/a.ts': 'a2', 'lib/b.ts': 'b2' });
  expect(await exportInto(folder, next)).toMatchObject({
    outcome: 'stop',
    edited: [{ path: 'lib/a.ts', difference: '-a, by hand\n+a2' }],
  });
  expect(await read(folder, 'lib/b.ts')).toBe('b');
  await exportInto(folder, next, 'beside');
  expect(await read(folder, 'lib/a.ts')).toBe('a, by hand');
  expect(await read(folder, 'lib/a.ts.new')).toBe('a2');
  expect(await read(folder, 'lib/b.ts')).toBe('b2');
});

it('a file that was there before any export is not taken for a generated one', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'README.md'), 'mine');
  expect((await exportInto(folder, anExport({ 'README.md': 'theirs' }))).outcome).toBe('stop');
  expect(await read(folder, 'README.md')).toBe('mine');
});

it.skipIf(process.platform === 'win32')('a link in the folder does not carry the export out of it', async () => {
  const outside = await temporaryFolder();
  const folder = await temporaryFolder();
  await symlink(outside, join(folder, 'lib'));
  await expect(exportInto(folder, anExport({ 'lib/deep/stack.ts': 'x' }))).rejects.toThrow('leads through a link');
  expect(await readdir(outside)).toEqual([]);
});

it('a file where a folder is needed is told', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'lib'), 'a file');
  await expect(exportInto(folder, anExport({ 'lib/stack.ts': 'x' }))).rejects.toThrow('ENOTDIR');
});

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { drafts } from '../../../main/host/drafts';
import { temporaryFolder } from '../../support/temporary-folder';

const now = (): Date => new Date(Date.UTC(2026, 0, 1));
const aDraft = { id: 'orders', path: '/orders.spillway', name: 'Orders', text: '{}', savedHash: null };

it('a draft is there at the next start, as it was last written', async () => {
  const folder = join(await temporaryFolder(), 'drafts');
  const before = drafts(folder, now);
  await before.write({ ...aDraft, text: 'one' });
  await before.write({ ...aDraft, text: 'two' });
  expect(await drafts(folder, now).list()).toEqual([{ ...aDraft, text: 'two', writtenAt: '2026-01-01T00:00:00.000Z' }]);
});

it('writes that were not waited for end with the last of them', async () => {
  const kept = drafts(join(await temporaryFolder(), 'drafts'), now);
  await Promise.all(Array.from({ length: 20 }, (_, turn) => kept.write({ ...aDraft, text: `edit ${turn}` })));
  expect((await kept.list()).map(({ text }) => text)).toEqual(['edit 19']);
});

it('a cleared draft does not come back by an earlier write', async () => {
  const kept = drafts(join(await temporaryFolder(), 'drafts'), now);
  const write = kept.write(aDraft);
  await kept.clear('orders');
  await write;
  expect(await kept.list()).toEqual([]);
});

it('each design has a draft of its own, the newest first', async () => {
  let second = 0;
  const kept = drafts(join(await temporaryFolder(), 'drafts'), () => new Date(Date.UTC(2026, 0, 1, 0, 0, second++)));
  await kept.write(aDraft);
  await kept.write({ ...aDraft, id: 'uploads' });
  expect((await kept.list()).map(({ id }) => id)).toEqual(['uploads', 'orders']);
});

it('a draft that cannot be read is neither offered nor lost, and hides no other', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'broken.json'), '{"id":');
  const kept = drafts(folder, now);
  await kept.write(aDraft);
  expect((await kept.list()).map(({ id }) => id)).toEqual(['orders']);
  expect(await readdir(folder)).toContain('broken.json.unreadable');
  expect(await readFile(join(folder, 'broken.json.unreadable'), 'utf8')).toBe('{"id":');
});

it('before the first draft there are none', async () => {
  expect(await drafts(join(await temporaryFolder(), 'none'), now).list()).toEqual([]);
});

it('clearing a draft that is not there is no error', async () => {
  await expect(drafts(await temporaryFolder(), now).clear('none')).resolves.toBeUndefined();
});

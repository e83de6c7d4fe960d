import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { maxRecentProjects, recentProjects } from '../../../main/host/recent-projects';
import { temporaryFolder } from '../../support/temporary-folder';

function clock(): () => Date {
  let second = 0;
  return () => new Date(Date.UTC(2026, 0, 1, 0, 0, second++));
}

it('the project that was opened last comes first, once', async () => {
  const recents = recentProjects(join(await temporaryFolder(), 'recent.json'), clock());
  for (const path of ['/a.spillway', '/b.spillway', '/a.spillway']) await recents.add(path);
  expect(await recents.list()).toEqual([
    { path: '/a.spillway', name: 'a.spillway', openedAt: '2026-01-01T00:00:02.000Z', missing: true },
    { path: '/b.spillway', name: 'b.spillway', openedAt: '2026-01-01T00:00:01.000Z', missing: true },
  ]);
});

it('projects added at the same moment are all kept', async () => {
  const recents = recentProjects(join(await temporaryFolder(), 'recent.json'), clock());
  await Promise.all(['/a', '/b', '/c'].map((path) => recents.add(path)));
  expect((await recents.list()).map(({ path }) => path)).toEqual(['/c', '/b', '/a']);
});

it('the list is there at the next start, and says which files are missing', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'recent.json');
  await writeFile(join(folder, 'here.spillway'), '{}');
  await writeFile(join(folder, 'gone.spillway'), '{}');
  await recentProjects(file, clock()).add(join(folder, 'here.spillway'));
  await recentProjects(file, clock()).add(join(folder, 'gone.spillway'));
  await rm(join(folder, 'gone.spillway'));
  const list = await recentProjects(file, clock()).list();
  expect(list.map(({ name, missing }) => ({ name, missing }))).toEqual([
    { name: 'gone.spillway', missing: true },
    { name: 'here.spillway', missing: false },
  ]);
});

it('the oldest make room', async () => {
  const recents = recentProjects(join(await temporaryFolder(), 'recent.json'), clock());
  for (let number = 0; number <= maxRecentProjects; number++) await recents.add(`/${number}.spillway`);
  expect((await recents.list()).map(({ name }) => name)).not.toContain('0.spillway');
  expect(await recents.list()).toHaveLength(maxRecentProjects);
});

it('one or all can be forgotten', async () => {
  const recents = recentProjects(join(await temporaryFolder(), 'recent.json'), clock());
  for (const path of ['/a', '/b', '/c']) await recents.add(path);
  await recents.forget('/b');
  expect(await recents.includes('/b')).toBe(false);
  expect(await recents.includes('/a')).toBe(true);
  await recents.forget(null);
  expect(await recents.list()).toEqual([]);
});

it.each([
  ['not JSON', '{'],
  ['JSON of another shape', '{"path":"/a"}'],
])('a list that is %s is set aside and begun anew', async (_what, content) => {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'recent.json'), content);
  const recents = recentProjects(join(folder, 'recent.json'), clock());
  expect(await recents.list()).toEqual([]);
  await recents.add('/a');
  expect(await readdir(folder)).toEqual(['recent.json', 'recent.json.unreadable']);
});

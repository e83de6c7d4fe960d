import { expect, it, vi } from 'vitest';
import { memoryHost } from '../../renderer/host/memory';

const save = { suggestedName: 'a.spillway', text: 'mine' };

it('a conflict is found by what the writer last saw', async () => {
  const host = memoryHost(new Map([['/a.spillway', 'base']]));
  const opened = await host.openPath({ path: '/a.spillway' });
  if (opened.outcome !== 'opened') throw new Error('it was not opened');
  await host.changeOutside('/a.spillway', 'theirs');
  const reply = await host.saveProject({ ...save, path: '/a.spillway', expectedHash: opened.project.hash });
  expect(reply).toMatchObject({ outcome: 'conflict', text: 'theirs' });
  expect(host.files.get('/a.spillway')).toBe('theirs');
});

it('a change from outside is told while the file is watched', async () => {
  const host = memoryHost(new Map([['/a.spillway', 'base']]));
  const heard = vi.fn();
  const stop = host.onProjectChanged(heard);
  await host.watchProject({ path: '/a.spillway' });
  await host.changeOutside('/a.spillway', 'two');
  stop();
  await host.changeOutside('/a.spillway', 'three');
  expect(heard).toHaveBeenCalledTimes(1);
});

it('the last opened comes first, and a missing file is marked', async () => {
  const host = memoryHost(
    new Map([
      ['/a', ''],
      ['/b', ''],
    ]),
  );
  await host.openPath({ path: '/a' });
  await host.openPath({ path: '/b' });
  host.files.delete('/a');
  expect(await host.recentProjects()).toMatchObject([
    { path: '/b', missing: false },
    { path: '/a', missing: true },
  ]);
});

it('drafts are kept and cleared by their id', async () => {
  const host = memoryHost();
  await host.writeDraft({ id: 'd', path: null, name: 'New', text: '{}', savedHash: null });
  expect(await host.readDrafts()).toMatchObject([{ id: 'd', text: '{}' }]);
  await host.clearDraft({ id: 'd' });
  expect(await host.readDrafts()).toEqual([]);
});

it('a dialog that nobody answers is closed', async () => {
  const host = memoryHost();
  expect((await host.openProject()).outcome).toBe('cancelled');
  expect((await host.saveProject({ ...save, path: null, expectedHash: null })).outcome).toBe('cancelled');
});

import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { ProjectWatch } from '../../../main/host/project-watch';
import { sha256 } from '../../../main/host/sha256';
import { temporaryFolder } from '../../support/temporary-folder';

async function watched(text: string) {
  const path = join(await temporaryFolder(), 'a.spillway');
  await writeFile(path, text);
  const tell = vi.fn();
  const watch = new ProjectWatch(tell);
  onTestFinished(() => watch.stop());
  await watch.follow(path);
  return { path, tell, watch };
}

it('a change by another program is told, with the hash of what the file now holds', async () => {
  const { path, tell } = await watched('one');
  await writeFile(path, 'two');
  await vi.waitFor(() => expect(tell).toHaveBeenCalledWith({ path, hash: sha256('two') }), 5000);
});

it('a file that is replaced by a rename is still the watched file', async () => {
  const { path, tell } = await watched('one');
  await writeFile(`${path}.other`, 'two');
  await rename(`${path}.other`, path);
  await vi.waitFor(() => expect(tell).toHaveBeenCalledWith({ path, hash: sha256('two') }), 5000);
});

it('a deleted file is told without a hash', async () => {
  const { path, tell, watch } = await watched('one');
  await rm(path);
  await watch.look();
  expect(tell).toHaveBeenCalledWith({ path, hash: null });
});

it("the app's own save is no news", async () => {
  const { path, tell, watch } = await watched('one');
  await writeFile(path, 'two');
  watch.expect(path, sha256('two'));
  await watch.look();
  expect(tell).not.toHaveBeenCalled();
});

it('a change is told once', async () => {
  const { path, tell, watch } = await watched('one');
  await writeFile(path, 'two');
  await watch.look();
  await watch.look();
  expect(tell).toHaveBeenCalledTimes(1);
});

it('the file before is not watched any more', async () => {
  const { path, tell, watch } = await watched('one');
  await watch.follow(null);
  await writeFile(path, 'two');
  await watch.look();
  expect(tell).not.toHaveBeenCalled();
});

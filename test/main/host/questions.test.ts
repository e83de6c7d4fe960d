import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { beforeEach, expect, it } from 'vitest';
import { askPerson } from '../../../main/host/questions';
import { dialog } from '../../support/electron-stub';
import { temporaryFolder } from '../../support/temporary-folder';

const questions = askPerson(() => ({}) as BrowserWindow);

beforeEach(() => {
  for (const question of Object.values(dialog)) question.mockReset();
});

it('a name without extension gets the extension', async () => {
  const folder = await temporaryFolder();
  dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath: join(folder, 'orders') });
  expect(await questions.whereToSave('Orders')).toBe(join(folder, 'orders.spillway'));
  expect(dialog.showSaveDialog.mock.calls[0]?.[1]).toMatchObject({ defaultPath: 'Orders.spillway' });
});

it.each([
  ['Replace', 0, true],
  ['Cancel', 1, false],
])('when the name with the extension exists, %s decides', async (_button, response, replaces) => {
  const folder = await temporaryFolder();
  const path = join(folder, 'orders.spillway');
  await writeFile(path, '{}');
  dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath: join(folder, 'orders') });
  dialog.showMessageBox.mockResolvedValue({ response });
  expect(await questions.whereToSave('Orders')).toBe(replaces ? path : undefined);
});

it('an extension that the person typed stays', async () => {
  dialog.showSaveDialog.mockResolvedValue({ canceled: false, filePath: '/orders.json' });
  expect(await questions.whereToSave('Orders')).toBe('/orders.json');
});

it('a closed dialog is no answer', async () => {
  dialog.showSaveDialog.mockResolvedValue({ canceled: true, filePath: '' });
  dialog.showOpenDialog.mockResolvedValue({ canceled: true, filePaths: [] });
  expect(await questions.whereToSave('a')).toBeUndefined();
  expect(await questions.whereToExport('a.svg')).toBeUndefined();
  expect(await questions.whichProject()).toBeUndefined();
  expect(await questions.whichFolder()).toBeUndefined();
});

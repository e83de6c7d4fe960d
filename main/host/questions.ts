/** The desktop's dialogs. */
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import { projectExtension } from '#shared/host/host';
import type { Questions } from './desktop-host';

const designs: FileFilter[] = [
  { name: 'Spillway designs', extensions: [projectExtension.slice(1)] },
  { name: 'All files', extensions: ['*'] },
];
const openable: FileFilter[] = [
  { name: 'Spillway designs and their pictures', extensions: [projectExtension.slice(1), 'svg', 'png'] },
  ...designs.slice(1),
];

/** @param window over which the dialogs stand */
export function askPerson(window: () => BrowserWindow): Questions {
  async function openDialog(options: Electron.OpenDialogOptions): Promise<string | undefined> {
    const { canceled, filePaths } = await dialog.showOpenDialog(window(), options);
    return canceled ? undefined : filePaths[0];
  }
  async function saveDialog(defaultPath: string, filters?: FileFilter[]): Promise<string | undefined> {
    const options = { defaultPath, ...(filters ? { filters } : {}), properties: ['createDirectory' as const] };
    const { canceled, filePath } = await dialog.showSaveDialog(window(), options);
    return canceled || filePath === '' ? undefined : filePath;
  }
  return {
    whichProject: () => openDialog({ properties: ['openFile'], filters: openable }),
    whichFolder: () => openDialog({ properties: ['openDirectory', 'createDirectory'] }),
    whereToExport: (suggestedName) => saveDialog(suggestedName),
    async whereToSave(suggestedName) {
      const picked = await saveDialog(withExtension(suggestedName), designs);
      if (picked === undefined || extname(picked) !== '') return picked;
      // The dialog asked about replacing the name without the extension, so this one must ask about the name with it.
      const path = withExtension(picked);
      return !existsSync(path) || (await mayReplace(window(), path)) ? path : undefined;
    },
  };
}

async function mayReplace(window: BrowserWindow, path: string): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `${path} already exists. Replace it?`,
    buttons: ['Replace', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
  });
  return response === 0;
}

function withExtension(name: string): string {
  return name.endsWith(projectExtension) ? name : name + projectExtension;
}

/**
 * The names of the Host's calls and events, apart from their schemas: the preload is made from the names alone and so
 * carries no schema library into every window.
 */
export const hostCallNames = [
  'ready',
  'openProject',
  'openPath',
  'saveProject',
  'recentProjects',
  'forgetRecent',
  'chooseExportFolder',
  'exportFiles',
  'exportFile',
  'readDrafts',
  'writeDraft',
  'clearDraft',
  'watchProject',
  'setDocumentState',
  'answerClose',
] as const;

export type HostCallName = (typeof hostCallNames)[number];

export const hostEventNames = ['command', 'openFile', 'projectChanged', 'closeRequested'] as const;

export type HostEventName = (typeof hostEventNames)[number];

/** The channel of a call from the page, and of an event to it, between Electron's processes. */
export const callChannel = (name: HostCallName | 'openDropped'): string => `host-call:${name}`;
export const eventChannel = (name: HostEventName): string => `host-event:${name}`;

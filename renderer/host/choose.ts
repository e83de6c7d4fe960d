import type { Host } from '#shared/host/host';
import { browserHost } from './browser';
import { desktopHost } from './desktop';

/** The host that this page runs in: the desktop's when its preload left one on the window, else the browser's. */
export function chooseHost(): Host {
  return desktopHost() ?? browserHost();
}

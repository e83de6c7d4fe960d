import type { Host } from '#shared/host/host';

declare global {
  interface Window {
    /** Put there by the desktop's preload; absent in a browser. */
    readonly spillway?: Host;
  }
}

/** The desktop's host. The preload is made from the Host's own table, so what it left on the window is one. */
export function desktopHost(): Host | undefined {
  return window.spillway;
}

/** The host of this page, once chosen. */
import type { Host } from '#shared/host/host';

let host: Host | undefined;

export function setHost(chosen: Host): void {
  host = chosen;
}

export function theHost(): Host {
  if (!host) throw new Error('no host was set');
  return host;
}

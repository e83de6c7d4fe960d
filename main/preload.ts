/** Puts one object, the Host, on the window, made from the table of its calls. Nothing of Electron itself passes. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { callChannel, eventChannel, hostCallNames, type HostEventName } from '#shared/host/call-names';
import type { Host, HostCalls, HostEventPayload, Unsubscribe } from '#shared/host/host';

const platforms: Readonly<Record<string, Host['platform']>> = { darwin: 'mac', win32: 'windows', linux: 'linux' };

const calls = Object.fromEntries(
  hostCallNames.map((name) => [name, (request?: unknown) => ipcRenderer.invoke(callChannel(name), request)]),
) as unknown as HostCalls;

/** Listeners get the payload alone: Electron's event would hand them its sender. */
function subscription<N extends HostEventName>(name: N) {
  return (listener: (payload: HostEventPayload[N]) => void): Unsubscribe => {
    const heard = (_event: unknown, payload: HostEventPayload[N]): void => listener(payload);
    ipcRenderer.on(eventChannel(name), heard);
    return () => void ipcRenderer.off(eventChannel(name), heard);
  };
}

const host: Host = {
  ...calls,
  kind: 'desktop',
  platform: platforms[process.platform] ?? 'other',
  // Only a file that the person really dropped has a path: the page cannot make one up.
  openDropped: (file) =>
    ipcRenderer.invoke(callChannel('openDropped'), {
      path: webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]),
    }),
  onCommand: subscription('command'),
  onOpenFile: subscription('openFile'),
  onProjectChanged: subscription('projectChanged'),
  onCloseRequested: subscription('closeRequested'),
};

contextBridge.exposeInMainWorld('spillway', host);

/**
 * Runs a preload as Electron's sandbox does, as far as a page can: it may require 'electron' alone, everything is copied
 * on its way between page and main, and the page sees frozen copies of what the preload exposes.
 * @param source the preload's bundle
 * @returns a script to run before the page's own
 */
export const preloadShim = (source: string): string => `(() => {
  const listeners = new Map();
  const clone = (value) => (value === undefined ? value : structuredClone(value));
  const invoke = window.__ipcInvoke;
  const windowOpen = window.__windowOpen;
  delete window.__ipcInvoke;
  delete window.__windowOpen;
  window.open = (url) => {
    void windowOpen(new URL(url, location.href).href);
    return null;
  };
  // In the bubbling phase and on the window: whatever the page itself makes of the click comes first.
  window.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[target=_blank]');
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    window.open(link.href);
  });
  Object.defineProperty(window, '__ipcDeliver', {
    value: (channel, args) => {
      for (const listener of [...(listeners.get(channel) ?? [])]) listener({ sender: ipcRenderer }, ...args);
    },
  });
  const ipcRenderer = {
    invoke: async (channel, ...args) => {
      const reply = await invoke(channel, clone(args));
      if (reply.error !== undefined) throw new Error("Error invoking remote method '" + channel + "': " + reply.error);
      return reply.value;
    },
    on: (channel, listener) => {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
      return ipcRenderer;
    },
    off: (channel, listener) => {
      listeners.set(channel, (listeners.get(channel) ?? []).filter((other) => other !== listener));
      return ipcRenderer;
    },
  };
  const copy = (value) => {
    if (typeof value === 'function') {
      return (...args) => {
        const result = value(...args);
        return result instanceof Promise ? result.then(copy) : copy(result);
      };
    }
    if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value)) return value;
    const entries = Object.entries(value).map(([key, part]) => [key, copy(part)]);
    return Object.freeze(Array.isArray(value) ? value.map(copy) : Object.fromEntries(entries));
  };
  const contextBridge = {
    exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: copy(api), enumerable: true }),
  };
  // A file of a test carries its path by hand; one that a page made itself has none, as in Electron.
  const webUtils = { getPathForFile: (file) => file.pathForTest ?? '' };
  const process = { platform: 'linux', versions: { electron: '45.0.0' }, env: {}, sandboxed: true };
  const require = (id) => {
    if (id === 'electron') return { contextBridge, ipcRenderer, webUtils };
    throw new Error('a sandboxed preload cannot require ' + id);
  };
  const module = { exports: {} };
  ((require, process, module, exports) => {
${source}
  })(require, process, module, module.exports);
})();`;

import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';
import { metaContentSecurityPolicy } from './shared/host/content-security-policy';

const root = import.meta.dirname;

/**
 * Writes the policy into the built page, so that it also holds where a server leaves the header out. Not while
 * developing: the development server speaks to its page over a socket and through inline scripts.
 */
const policyInPage: Plugin = {
  name: 'spillway-content-security-policy',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      injectTo: 'head-prepend',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: metaContentSecurityPolicy },
    },
  ],
};

/** Three builds, each bundled whole: what runs carries no node_modules, so no package is needed at run time. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: resolve(root, 'main/index.ts'),
          start: resolve(root, 'main/start/index.ts'),
          cli: resolve(root, 'main/cli/index.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      sourcemap: true,
      // A sandboxed preload may only require('electron'): everything else goes into one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: resolve(root, 'main/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    base: './',
    resolve: { dedupe: ['react', 'react-dom'] },
    plugins: [react(), policyInPage],
    worker: { format: 'es' },
    build: {
      outDir: resolve(root, 'out/renderer'),
      sourcemap: true,
      minify: true,
      // The polyfill fetches scripts, which the policy forbids and no supported browser needs.
      modulePreload: { polyfill: false },
      rolldownOptions: { input: { index: resolve(root, 'renderer/index.html') } },
    },
  },
});

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin, Rolldown } from 'vite';
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

/**
 * The page describes services; what engines ask of them is asked in its workers. So the rooms that only engines enter
 * stay out of the page's own scripts, which halves what they know of a service.
 */
const withoutEngineRooms: Plugin = {
  name: 'spillway-page-without-engine-rooms',
  // The development server hands the same module to the page and to its workers.
  apply: 'build',
  enforce: 'pre',
  load(id) {
    const room = /\/shared\/services\/[^/]+\/(capacity|cdk|cost|rules\/index|simulation|wiring)\.ts$/.exec(id)?.[1];
    if (!room) return undefined;
    const names = [...readFileSync(id, 'utf8').matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name);
    return `const absent = () => { throw new Error('${room} is a matter for a worker: ${id.replace(/.*\/shared\//, '')}'); };
${names.map((name) => `export const ${name} = ${placeholder(room)};`).join('\n')}`;
  },
};

function placeholder(room: string): string {
  if (room === 'rules/index') return '[]';
  return room === 'wiring' || room === 'cdk' ? 'new Proxy(absent, { get: () => absent })' : 'absent';
}

/**
 * What is constant stays so in what runs: an engine works constants into its machine code, but reads a module's `var`
 * anew each time, which costs a simulation a tenth of its time. The page's workers are built that way without a word.
 */
export const constantsStay: Rolldown.InputOptions & { readonly output: Rolldown.OutputOptions } = {
  output: { topLevelVar: false },
  optimization: { inlineConst: { mode: 'all', pass: 3 } },
};

/** Three builds, each bundled whole: what runs carries no node_modules, so no package is needed at run time. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      externalizeDeps: false,
      rolldownOptions: {
        ...constantsStay,
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
    plugins: [react(), policyInPage, withoutEngineRooms],
    worker: { format: 'es', rolldownOptions: constantsStay },
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

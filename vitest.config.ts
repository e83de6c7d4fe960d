import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;
const support = (name: string): string => resolve(root, 'test/support', name);

export default defineConfig({
  test: {
    globalSetup: support('run-folder.ts'),
    // All cores: by itself Vitest leaves one free, which on two cores is half of the machine.
    maxWorkers: '100%',
    coverage: {
      provider: 'v8',
      include: ['shared/**/*.ts', 'main/**/*.ts', 'renderer/**/*.{ts,tsx}'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { 'shared/**': { lines: 90, branches: 85 } },
    },
    projects: [
      {
        // The pure core and everything that needs neither Electron, a browser nor the CDK.
        test: {
          name: 'unit',
          environment: 'node',
          // Threads start faster than processes, and these tests touch nothing that a process has only once.
          pool: 'threads',
          // One file's modules serve the next: the core keeps no state in them but caches, and loading it for each of
          // the many small files of the rules would take longer than all tests together.
          isolate: false,
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: ['test/{main,browser,desktop,synth}/**'],
          // Property tests on a busy machine: a limit against hangs, not a measure of speed.
          testTimeout: 60_000,
          benchmark: { include: ['test/bench/**/*.bench.ts'] },
        },
      },
      {
        resolve: { alias: { electron: support('electron-stub.ts') } },
        test: { name: 'main', environment: 'node', include: ['test/main/**/*.test.ts'], testTimeout: 20_000 },
      },
      {
        // The built app in a real Chromium, served on the loopback address.
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // The built main, preload and renderer, with Electron's stand-in.
        resolve: { alias: { electron: support('electron-standin.ts') } },
        test: {
          name: 'desktop',
          environment: 'node',
          include: ['test/desktop/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        // Exported CDK apps, synthesised in process. The validator that aws-cdk-lib runs on each synthesis costs
        // 5 to 12 s and 400 MB the first time: the tests that want it switch it on themselves.
        test: {
          name: 'synth',
          environment: 'node',
          include: ['test/synth/**/*.test.ts'],
          env: { CDK_VALIDATION: 'false' },
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

export const startSimulationWorker = (): Worker =>
  new Worker(new URL('./simulation-worker.ts', import.meta.url), { type: 'module' });

export const startEvaluationWorker = (): Worker =>
  new Worker(new URL('./evaluation-worker.ts', import.meta.url), { type: 'module' });

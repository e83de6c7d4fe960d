/** What the build makes of a module that is to run as a worker thread. */
declare module '*?nodeWorker' {
  import type { Worker, WorkerOptions } from 'node:worker_threads';
  const createWorker: (options: WorkerOptions) => Worker;
  export { createWorker as default };
}

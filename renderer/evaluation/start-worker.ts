/**
 * Starting a worker loads the whole core, which takes longer than evaluating an example: so one is started before the
 * page's own code, and whoever is through with it leaves it to the next.
 */
let spare: Worker | undefined;
let lent: { readonly worker: Worker; readonly recall: () => void } | undefined;

const start = (): Worker => new Worker(new URL('./evaluation-worker.ts', import.meta.url), { type: 'module' });

/** Starts one ahead of the first question. */
export function warmEvaluationWorker(): void {
  spare ??= start();
}

/** A worker to keep: the spare one, or the one that is lent out, or a new one. */
export function startEvaluationWorker(): Worker {
  if (!spare && lent) lent.recall();
  const worker = spare ?? start();
  spare = undefined;
  return worker;
}

/**
 * A worker until somebody needs one to keep: then `recalled` is called, after which nothing may be asked of it. An answer
 * that is still on its way reaches the next owner, so borrowers number their runs below zero, where no owner's are.
 */
export function borrowEvaluationWorker(recalled: () => void): { readonly worker: Worker; giveBack(): void } {
  const worker = startEvaluationWorker();
  const loan = {
    worker,
    recall: () => {
      giveBack();
      recalled();
    },
  };
  const giveBack = (): void => {
    if (lent !== loan) return;
    lent = undefined;
    worker.onmessage = null;
    if (spare) worker.terminate();
    else spare = worker;
  };
  lent = loan;
  return { worker, giveBack };
}

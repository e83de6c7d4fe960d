import type { Evaluation } from '#shared/evaluation/evaluation';
import type { EvaluationReply, EvaluationRequest } from '../evaluation/messages';
import { borrowEvaluationWorker } from '../evaluation/start-worker';
import type { Example } from './examples';

/**
 * Evaluates the examples one after the other, until all are done or a design is opened, which needs the worker more.
 * Returns what ends it.
 */
export function evaluateExamples(
  examples: readonly Example[],
  take: (id: string, evaluation: Evaluation) => void,
): () => void {
  let isOver = false;
  const { worker, giveBack } = borrowEvaluationWorker(() => (isOver = true));
  const stop = (): void => {
    isOver = true;
    giveBack();
  };
  const ask = (index: number): void => {
    const example = examples[index];
    if (!example) stop();
    else worker.postMessage({ run: -1 - index, document: example.document, loadFactor: 1 } satisfies EvaluationRequest);
  };
  worker.onmessage = ({ data }: MessageEvent<EvaluationReply>) => {
    const index = -1 - data.run;
    const example = examples[index];
    if (example && 'evaluation' in data) take(example.id, data.evaluation);
    if (!isOver) ask(index + 1);
  };
  ask(0);
  return stop;
}

import type { Evaluation } from '#shared/evaluation/evaluation';
import type { EvaluationReply, EvaluationRequest } from '../evaluation/messages';
import { startEvaluationWorker } from '../evaluation/start-worker';
import type { Example } from './examples';

/** Evaluates the examples one after the other, in a worker of their own. Returns what ends it. */
export function evaluateExamples(
  examples: readonly Example[],
  take: (id: string, evaluation: Evaluation) => void,
): () => void {
  const worker = startEvaluationWorker();
  const ask = (run: number): void => {
    const example = examples[run];
    if (!example) {
      worker.terminate();
      return;
    }
    worker.postMessage({ run, document: example.document, loadFactor: 1 } satisfies EvaluationRequest);
  };
  worker.onmessage = ({ data }: MessageEvent<EvaluationReply>) => {
    const example = examples[data.run];
    if (example && 'evaluation' in data) take(example.id, data.evaluation);
    ask(data.run + 1);
  };
  ask(0);
  return () => worker.terminate();
}

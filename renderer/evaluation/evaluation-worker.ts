/** Evaluates documents apart from the page, so that typing and dragging never wait. */
import '../no-eval';
import { loadPrices } from '#shared/cost/regions';
import type { ProjectDocument } from '#shared/document/schema';
import { evaluate } from '#shared/evaluation/evaluate';
import { services } from '#shared/services/registry';
import type { EvaluationReply, EvaluationRequest } from './messages';

let held: ProjectDocument | undefined;

async function answer({ run, document, loadFactor }: EvaluationRequest): Promise<EvaluationReply> {
  const asked = document ?? held;
  if (!asked) throw new Error(`run ${run} came without a document`);
  // While the prices are loaded the next request may bring another document.
  held = asked;
  const prices = await loadPrices(asked.account.region);
  const start = performance.now();
  const evaluation = evaluate(asked, services, prices, { loadFactor });
  return { run, evaluation, tookMs: performance.now() - start };
}

self.onmessage = ({ data }: MessageEvent<EvaluationRequest>): void => {
  void answer(data)
    .catch((error: unknown): EvaluationReply => ({ run: data.run, trouble: sentence(error) }))
    .then((reply) => self.postMessage(reply));
};

const sentence = (error: unknown): string =>
  `The design could not be evaluated: ${error instanceof Error ? error.message : String(error)}`;

/** Evaluates documents apart from the page, so that typing and dragging never wait. */
import '../no-eval';
import { loadPrices } from '#shared/cost/regions';
import type { ProjectDocument } from '#shared/document/schema';
import { judgeAssertions, type JudgedAssertion } from '#shared/evaluation/assertions';
import { evaluate } from '#shared/evaluation/evaluate';
import type { Evaluation } from '#shared/evaluation/evaluation';
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
  const assertions = judged(asked, (factor) =>
    factor === loadFactor ? evaluation : evaluate(asked, services, prices, { loadFactor: factor }),
  );
  return { run, evaluation, assertions, tookMs: performance.now() - start };
}

const judgements = new WeakMap<ProjectDocument, readonly JudgedAssertion[]>();

/** The dial does not move them: they are judged once for each state of the document. */
function judged(document: ProjectDocument, evaluateAt: (loadFactor: number) => Evaluation): readonly JudgedAssertion[] {
  const known = judgements.get(document) ?? judgeAssertions(document, evaluateAt);
  judgements.set(document, known);
  return known;
}

self.onmessage = ({ data }: MessageEvent<EvaluationRequest>): void => {
  void answer(data)
    .catch((error: unknown): EvaluationReply => ({ run: data.run, trouble: sentence(error) }))
    .then((reply) => self.postMessage(reply));
};

const sentence = (error: unknown): string =>
  `The design could not be evaluated: ${error instanceof Error ? error.message : String(error)}`;

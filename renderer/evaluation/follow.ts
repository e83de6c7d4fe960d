/** Follows the document and the dial: asks for an evaluation whenever either can have changed a figure. */
import { useProject } from '../project/store';
import { EvaluationClient, type EvaluationPort } from './client';
import { startEvaluationWorker } from './start-worker';
import { useEvaluation } from './store';

export function followDocument(
  start: () => EvaluationPort = startEvaluationWorker as unknown as () => EvaluationPort,
): () => void {
  const client = new EvaluationClient(start, {
    working: () => useEvaluation.setState({ isWorking: true }),
    evaluated: (evaluation, assertions, tookMs) =>
      useEvaluation.setState({ evaluation, assertions, tookMs, isWorking: false, trouble: undefined }),
    failed: (trouble) => useEvaluation.setState({ trouble, isWorking: false }),
  });
  const ask = (isBrisk: boolean): void => {
    const document = useProject.getState().history?.document;
    if (document) client.request(document, useEvaluation.getState().loadFactor, isBrisk);
  };
  const unfollowDocument = useProject.subscribe((state, before) => {
    if (state.opened !== before.opened || !state.history) {
      client.reset();
      useEvaluation.setState({ evaluation: undefined, assertions: [], trouble: undefined, isWorking: false });
    }
    if (!state.history || (state.meaning === before.meaning && state.opened === before.opened)) return;
    ask(state.opened !== before.opened);
  });
  const unfollowDial = useEvaluation.subscribe((state, before) => {
    // A design that is shown next brings its dial along, and asks by itself.
    if (state.evaluation === before.evaluation && state.loadFactor !== before.loadFactor) ask(true);
  });
  ask(true);
  return () => {
    unfollowDocument();
    unfollowDial();
    client.reset();
  };
}

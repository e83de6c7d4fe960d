/** Speaks what the eye sees change: the load against what the design sustains, and the findings. */
import { counted, rate } from '../design/format';
import { useEvaluation } from '../evaluation/store';
import { countBySeverity } from '../findings/store';
import { speak } from './notices';

/** The dial rests this long before its figures are spoken. */
const REST_MS = 900;

export function speakLoad(): () => void {
  let timer: number | undefined;
  let spoken = '';
  return useEvaluation.subscribe(({ evaluation }, before) => {
    if (!evaluation || evaluation === before.evaluation) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      const { error, warning } = countBySeverity(evaluation.findings);
      const { entryPerSecond, sustains } = evaluation;
      const load =
        sustains === null
          ? `${rate(entryPerSecond)}, no limit breaks`
          : entryPerSecond > sustains.perSecond
            ? `${rate(entryPerSecond)}, more than the ${rate(sustains.perSecond)} that it sustains: ${sustains.title} is full`
            : `${rate(entryPerSecond)} of the ${rate(sustains.perSecond)} that it sustains`;
      const sentence = `${load}. ${counted(error, 'error')}, ${counted(warning, 'warning')}.`;
      if (sentence !== spoken) speak(sentence);
      spoken = sentence;
    }, REST_MS);
  });
}

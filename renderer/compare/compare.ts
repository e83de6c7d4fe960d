/** Compares two designs: both are evaluated in a worker, at one load. Loaded when the first two are compared. */
import type { ProjectDocument } from '#shared/document/schema';
import { judgeAssertions } from '#shared/evaluation/assertions';
import { type Assessed, compareDesigns } from '#shared/evaluation/compare';
import type { Evaluation } from '#shared/evaluation/evaluation';
import { speak, tell } from '../app/notices';
import { useEvaluation } from '../evaluation/store';
import { evaluateOnce } from '../evaluation/what-if';
import { services } from '../project/catalogue';
import { useProject } from '../project/store';
import { type Compared, endComparison, type Side, useComparison } from './store';

/** Shows two designs side by side at one load. Another design that is shown ends the comparison. */
export async function compare(
  before: Side,
  after: Side,
  loadFactor = useEvaluation.getState().loadFactor,
): Promise<void> {
  const begun: Compared = { before, after, loadFactor, comparison: undefined };
  useComparison.setState({ shown: begun, looked: undefined });
  follow();
  const [first, second] = await Promise.all([
    assessed(before.document, loadFactor),
    assessed(after.document, loadFactor),
  ]);
  if (useComparison.getState().shown !== begun) return;
  if (!first || !second) {
    endComparison();
    tell({
      tone: 'trouble',
      title: 'The two designs could not be compared',
      detail: 'One of them cannot be evaluated.',
    });
    return;
  }
  useComparison.setState({ shown: { ...begun, comparison: compareDesigns(first, second, services) } });
  speak(`${before.title} and ${after.title} are compared.`);
}

export async function swapSides(): Promise<void> {
  const { shown } = useComparison.getState();
  if (shown) await compare(shown.after, shown.before, shown.loadFactor);
}

/** With the assertions judged at the loads that they name. Undefined where the design cannot be evaluated. */
async function assessed(document: ProjectDocument, loadFactor: number): Promise<Assessed | undefined> {
  const asked = document.assertions.map((each) => ('loadFactor' in each ? (each.loadFactor ?? 1) : 1));
  const found = new Map<number, Evaluation>();
  for (const factor of new Set([loadFactor, ...asked])) {
    const evaluation = await evaluateOnce(document, factor);
    if (!evaluation) return undefined;
    found.set(factor, evaluation);
  }
  const at = (factor: number): Evaluation => {
    const evaluation = found.get(factor);
    if (!evaluation) throw new Error(`the design was not evaluated at ${factor} times its load`);
    return evaluation;
  };
  return { document, evaluation: at(loadFactor), assertions: judgeAssertions(document, at) };
}

let unfollow: (() => void) | undefined;

function follow(): void {
  unfollow ??= useProject.subscribe((state, before) => {
    if (state.opened !== before.opened || state.tab !== before.tab) endComparison();
  });
}

/** What a person does with findings. */
import { canApply } from '#shared/document/edit';
import type { Finding, Remedy } from '#shared/model/finding';
import { setView } from '../app/view';
import { speak, tell } from '../app/notices';
import { revealAdded } from '../canvas/viewport';
import { SEVERITY_WORD } from '../design/SeverityMark';
import { useEvaluation } from '../evaluation/store';
import { showLocation } from '../project/selection';
import { currentDocument, dispatch, useProject } from '../project/store';
import { keyOf, shownFindings, useFindingsView } from './store';

/** Selects the resource or connection, brings it into view, opens its form and puts the cursor in the field. */
export function showFinding(finding: Finding): void {
  useFindingsView.setState({ active: keyOf(finding) });
  setView({ showsInspector: true, inspectorTab: 'configure' });
  showLocation(finding.at);
}

const openFindings = (): readonly Finding[] =>
  shownFindings(useEvaluation.getState().evaluation?.findings ?? [], useFindingsView.getState());

export function nextFinding(): void {
  const findings = openFindings();
  const { active } = useFindingsView.getState();
  const next = findings[(findings.findIndex((finding) => keyOf(finding) === active) + 1) % findings.length];
  if (!next) {
    tell({ tone: 'plain', title: 'Nothing was found' });
    return;
  }
  setView({ showsBottom: true, bottomTab: 'findings' });
  showFinding(next);
  speak(`${SEVERITY_WORD[next.severity]}: ${next.message}.`);
}

/** Chooses the worst finding of some resources and connections in the panel, which is opened, and leads to it. */
export function showWorstFinding(of: readonly string[]): void {
  const worst = openFindings().find(({ at }) => of.includes(at.connection ?? at.resource ?? ''));
  if (!worst) return;
  setView({ showsBottom: true, bottomTab: 'findings' });
  showFinding(worst);
}

export function applyRemedy({ remedy, message }: Finding): void {
  if (remedy && apply(remedy)) speak(`${remedy.title}. It was: ${message}.`);
}

/** As one step. False where the drawing has changed since the remedy was found, so that it no longer fits. */
export function apply({ edit, title }: Remedy): boolean {
  const document = useProject.getState().history?.document;
  if (!document) return false;
  const why = canApply(document, edit);
  if (why === undefined) {
    dispatch(edit, { title });
    const isNew = ({ id }: { readonly id: string }): boolean => !document.resources.some((known) => known.id === id);
    const added = currentDocument().resources.find(isNew);
    if (added) revealAdded(currentDocument(), added.id);
  } else tell({ tone: 'plain', title: `“${title}” no longer fits the drawing`, detail: why });
  return why === undefined;
}

export function applyActiveRemedy(): void {
  const { active } = useFindingsView.getState();
  const finding = openFindings().find((each) => keyOf(each) === active);
  if (finding?.remedy) applyRemedy(finding);
  else tell({ tone: 'plain', title: finding ? 'This finding has no remedy' : 'Choose a finding first: F8' });
}

export function acknowledge({ rule, at }: Finding, reason: string): void {
  dispatch({ do: 'acknowledge', acknowledgement: { rule, ...placeOf(at), reason } });
}

export function unacknowledge({ rule, at }: Finding): void {
  dispatch({ do: 'unacknowledge', rule, ...placeOf(at) });
}

const placeOf = ({ resource, connection }: Finding['at']): { resource?: string; connection?: string } => ({
  ...(resource === undefined ? {} : { resource }),
  ...(connection === undefined ? {} : { connection }),
});

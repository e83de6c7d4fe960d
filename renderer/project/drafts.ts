/** Unsaved work is kept aside by the Host, so that a crash loses seconds and not the day. A tab's draft has its id. */
import { writeDocument } from '#shared/document/write';
import { theHost } from '../app/host';
import { tell } from '../app/notices';
import { services } from './catalogue';
import { isDirty, useProject } from './store';
import { projectIn } from './tabs';

const REST_MS = 1000;

const timers = new Map<string, ReturnType<typeof setTimeout>>();
/** Tabs of which the Host holds a draft. */
const kept = new Set<string>();

/** Writes a draft a second after the last change, while there is something unsaved. */
export function keepDrafts(): () => void {
  return useProject.subscribe((state, before) => {
    const { tab, history } = state;
    if (!history || tab === undefined) return;
    const isShownAgain = tab !== before.tab;
    if (!isShownAgain && history.document === before.history?.document && state.saved === before.saved) return;
    if (!isDirty(state)) {
      dropDraft(tab);
      return;
    }
    if (isShownAgain && kept.has(tab)) return;
    clearTimeout(timers.get(tab));
    timers.set(
      tab,
      setTimeout(() => void writeDraft(tab), REST_MS),
    );
  });
}

async function writeDraft(tab: string): Promise<void> {
  timers.delete(tab);
  const project = projectIn(tab);
  if (!project || !isDirty(project)) return;
  const { history, file } = project;
  kept.add(tab);
  try {
    await theHost().writeDraft({
      id: tab,
      path: file.path,
      name: (file.name || history.document.name).slice(0, 255),
      text: writeDocument(history.document, services),
      savedHash: file.hash,
    });
  } catch (error) {
    tell({ tone: 'trouble', title: 'Unsaved work cannot be kept aside', detail: String(error) });
  }
}

/** What was unsaved is saved, or the person does not want it. */
export function dropDraft(tab: string): void {
  clearTimeout(timers.get(tab));
  timers.delete(tab);
  if (!kept.delete(tab)) return;
  void theHost().clearDraft({ id: tab });
}

/** The Host holds a draft of this tab, from the last time. */
export function holdDraft(tab: string): void {
  kept.add(tab);
}

/** Unsaved work is kept aside by the Host, so that a crash loses seconds and not the day. */
import type { Draft, KeptDraft } from '#shared/host/calls';
import { readDocument } from '#shared/document/read';
import { writeDocument } from '#shared/document/write';
import { theHost } from '../app/host';
import { tell } from '../app/notices';
import { services } from './catalogue';
import { isDirty, openDocument, type ProjectState, useProject } from './store';

const REST_MS = 1000;

let draftId: string | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Writes a draft a second after the last change, while there is something unsaved. */
export function keepDrafts(): () => void {
  return useProject.subscribe((state, before) => {
    if (state.opened !== before.opened) draftId = undefined;
    if (state.history?.document === before.history?.document && state.saved === before.saved) return;
    clearTimeout(timer);
    if (!state.history) return;
    if (!isDirty(state)) {
      dropDraft();
      return;
    }
    timer = setTimeout(() => void writeDraft(state), REST_MS);
  });
}

async function writeDraft({ history, file }: ProjectState): Promise<void> {
  if (!history) return;
  draftId ??= `draft-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;
  const draft: Draft = {
    id: draftId,
    path: file.path,
    name: (file.name || history.document.name).slice(0, 255),
    text: writeDocument(history.document, services),
    savedHash: file.hash,
  };
  try {
    await theHost().writeDraft(draft);
  } catch (error) {
    tell({ tone: 'trouble', title: 'Unsaved work cannot be kept aside', detail: String(error) });
  }
}

/** What was unsaved is saved, or the person does not want it. */
export function dropDraft(): void {
  clearTimeout(timer);
  if (draftId === undefined) return;
  void theHost().clearDraft({ id: draftId });
  draftId = undefined;
}

/** Opens what was unsaved when the app ended; it stays a draft until it is saved. */
export function recover({ id, path, name, text, savedHash }: KeptDraft): void {
  const { document, findings, complete } = readDocument(text, services);
  if (!document) {
    tell({ tone: 'trouble', title: `The draft of ${name} cannot be read`, detail: findings[0]?.message });
    return;
  }
  openDocument({ document, findings, complete, file: { path, name, hash: savedHash }, isUnsaved: true });
  draftId = id;
}

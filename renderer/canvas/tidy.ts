/** Tidies the layout, as one edit. The layout engine is loaded when it is first asked for and runs in a worker. */
import { tell } from '../app/notices';
import { useSelection } from '../project/selection';
import { currentDocument, dispatch } from '../project/store';
import type { TidyReply, TidyRequest } from './tidy-worker';
import { movesOf } from './move';
import { placesOf } from '#shared/picture/place';
import { fitDesign } from './viewport';

/** A graph that takes longer is left as it is: some with many long-range connections take minutes. */
const MAX_MS = 8000;

export async function tidy(): Promise<void> {
  const document = currentDocument();
  if (document.resources.length < 2) return;
  const places = placesOf(document);
  const { resources } = useSelection.getState();
  // A selection of several is tidied alone, where it stands.
  const chosen = new Set(resources.length > 1 ? resources : document.resources.map(({ id }) => id));
  const request: TidyRequest = {
    nodes: [...places].filter(([id]) => chosen.has(id)).map(([id, { x, y }]) => ({ id, x, y })),
    edges: document.connections
      .filter(({ from, to }) => chosen.has(from) && chosen.has(to))
      .map(({ from, to }) => ({ from, to })),
  };
  const reply = await layout(request);
  if (!reply) {
    tell({ tone: 'trouble', title: 'The layout took too long and was left as it is' });
    return;
  }
  if (currentDocument() !== document) return;
  const positions = movesOf(document, new Map(reply.places));
  if (Object.keys(positions).length === 0) return;
  dispatch({ do: 'move', positions }, { title: 'Tidy the layout' });
  if (chosen.size === document.resources.length) fitDesign(currentDocument());
}

function layout(request: TidyRequest): Promise<TidyReply | undefined> {
  const worker = new Worker(new URL('./tidy-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<TidyReply | undefined>((resolve, reject) => {
    const timer = window.setTimeout(() => resolve(undefined), MAX_MS);
    worker.onmessage = ({ data }: MessageEvent<TidyReply>) => {
      window.clearTimeout(timer);
      resolve(data);
    };
    worker.onerror = ({ message }) => {
      window.clearTimeout(timer);
      reject(new Error(message || 'the layout stopped'));
    };
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}

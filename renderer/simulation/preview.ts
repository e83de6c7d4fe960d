/** The course of a scenario as a fluid: worked out anew, in a worker of its own, whenever load, scenario or drawing move. */
import { create } from 'zustand';
import type { ProjectDocument } from '#shared/document/schema';
import type { FluidResult } from '#shared/fluid/series';
import type { SimulationOptions } from '#shared/simulation/simulate';
import type { SimulationReply } from './messages';
import { startSimulationWorker } from './start-worker';

interface PreviewState {
  readonly preview: FluidResult | undefined;
  readonly trouble: string | undefined;
}

export const usePreview = create<PreviewState>(() => ({ preview: undefined, trouble: undefined }));

interface Wanted {
  readonly document: ProjectDocument;
  readonly options: SimulationOptions;
}

let worker: Worker | undefined;
let run = 0;
let isBusy = false;
/** Asked for while another was worked out: only the newest is worth an answer. */
let wanted: Wanted | undefined;

export function askPreview(next: Wanted): void {
  wanted = next;
  if (!isBusy) send();
}

function send(): void {
  if (!wanted) return;
  isBusy = true;
  run += 1;
  worker ??= begin();
  worker.postMessage({ do: 'preview', run, ...wanted });
  wanted = undefined;
}

function begin(): Worker {
  const begun = startSimulationWorker();
  begun.onmessage = ({ data }: MessageEvent<SimulationReply>) => {
    isBusy = false;
    if ('preview' in data) usePreview.setState({ preview: data.preview, trouble: undefined });
    else if ('trouble' in data) usePreview.setState({ preview: undefined, trouble: data.trouble });
    send();
  };
  begun.onerror = () => {
    begun.terminate();
    worker = undefined;
    isBusy = false;
    usePreview.setState({ preview: undefined, trouble: 'The preview stopped unexpectedly.' });
  };
  return begun;
}

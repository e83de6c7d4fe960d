/** Simulates apart from the page. Between two steps it listens, so that a run can be cancelled at any moment. */
import '../no-eval';
import { resolve } from '#shared/document/resolve';
import { fluid } from '#shared/fluid/fluid';
import { services } from '#shared/services/registry';
import { ShardRun } from '#shared/simulation/shard';
import { estimateEvents, prepare, replicationsOf } from '#shared/simulation/simulate';
import { summarise } from '#shared/simulation/summarise';
import type { SimulationReply, SimulationRequest } from './messages';

/** Between two reports of progress: as often as a bar can be seen to move. */
const REPORT_MS = 60;

type Order = Exclude<SimulationRequest, { do: 'cancel' }>;

/** The run that is under way. */
let underWay: { readonly number: number; readonly shard: ShardRun } | undefined;

self.onmessage = ({ data }: MessageEvent<SimulationRequest>): void => {
  if (data.do === 'cancel') {
    if (underWay?.number === data.run) underWay.shard.cancel();
    return;
  }
  void answer(data)
    .catch((error: unknown): SimulationReply => ({ run: data.run, trouble: sentence(error) }))
    .then((reply) => self.postMessage(reply))
    .finally(() => (underWay = undefined));
};

async function answer({ do: what, run: number, document, options }: Order): Promise<SimulationReply> {
  const { graph } = resolve(document, services);
  if (what === 'estimate') {
    const estimate = estimateEvents(graph, services, options) * replicationsOf(options).length;
    return { run: number, estimate };
  }
  if (what === 'preview') return { run: number, preview: fluid(graph, services, options) };
  const start = performance.now();
  const spec = prepare(graph, services, options);
  const shard = new ShardRun(spec, replicationsOf(options));
  underWay = { number, shard };
  let reported = start;
  while (!shard.step()) {
    const now = performance.now();
    if (now - reported >= REPORT_MS) {
      reported = now;
      self.postMessage({ run: number, progress: shard.progress() } satisfies SimulationReply);
    }
    await breath();
  }
  const result = summarise(spec, shard.result());
  return { run: number, result, tookMs: performance.now() - start };
}

const channel = new MessageChannel();

/** Lets waiting messages in. A timer would add at least four milliseconds to each step. */
const breath = (): Promise<void> =>
  new Promise((go) => {
    channel.port1.onmessage = () => go();
    channel.port2.postMessage(null);
  });

function sentence(error: unknown): string {
  return `The design could not be simulated: ${error instanceof Error ? error.message : String(error)}`;
}

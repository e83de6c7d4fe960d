/** Writes the design as a CDK app, apart from the page: with the figures of the load as drawn, as the command line does. */
import '../no-eval';
import { exportCdk } from '#shared/cdk/export';
import { projectNames } from '#shared/cdk/names';
import { readRecord } from '#shared/cdk/record';
import { loadPrices } from '#shared/cost/regions';
import { resolve } from '#shared/document/resolve';
import { loadCurves } from '#shared/evaluation/load-curves';
import { evaluate } from '#shared/evaluation/evaluate';
import { services } from '#shared/services/registry';
import { VERSION } from '#shared/version';
import { anchorsOf } from './anchors';
import type { ExportReply, ExportRequest, Generated } from './messages';

const NO_ANCHORS: Generated['anchors'] = { resources: {}, connections: {} };

async function generate({ document, unread, record, stacks: chosen }: ExportRequest): Promise<Generated> {
  const prices = await loadPrices(document.account.region);
  const evaluation = evaluate(document, services, prices);
  const figures = { ...evaluation, findings: [...unread, ...evaluation.findings] };
  const loads = loadCurves(document, (loadFactor) => evaluate(document, services, prices, { loadFactor }));
  const { graph } = resolve(document, services);
  const known = readRecord(record);
  const stacks = chosen ?? known?.stacks ?? 'one';
  const options = { version: VERSION, record, loads, groups: document.groups, stacks };
  const { files, yours, blocked = [], spills } = await exportCdk(graph, figures, options);
  const { slug } = known?.project ?? projectNames(graph.name);
  return {
    slug,
    folderName: `${slug}-cdk`,
    stacks,
    files: [...files].map(([path, text]) => ({ path, text, owner: yours.has(path) ? 'person' : 'generated' })),
    blocked,
    spills: spills.length,
    anchors: blocked.length > 0 ? NO_ANCHORS : anchorsOf(graph, figures),
  };
}

self.onmessage = ({ data }: MessageEvent<ExportRequest>): void => {
  void generate(data)
    .then((generated): ExportReply => ({ run: data.run, generated }))
    .catch((error: unknown): ExportReply => ({ run: data.run, trouble: sentence(error) }))
    .then((reply) => self.postMessage(reply));
};

const sentence = (error: unknown): string =>
  `The design could not be written as a CDK app: ${error instanceof Error ? error.message : String(error)}`;

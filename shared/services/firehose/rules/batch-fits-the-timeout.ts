import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { TransformationConfig } from '../destination-config';

/** Room above the mean that a remedy leaves. */
const ROOM = 2;

export const batchFitsTheTimeout: ConnectionRule<TransformationConfig, 'deliver-batches', 'invoke'> = {
  id: 'firehose/batch-fits-the-timeout',
  title: 'a batch is transformed before the function’s timeout',
  severity: 'warning',
  category: 'semantics',
  why: 'A batch has as many records as fit into its size: thousands where they are small. A function that is stopped before it is through with them has failed, and Firehose puts the whole batch under the error prefix, without another attempt.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html',
  asOf: '2026-11-23',
  check({ id, to }, report, { capacity, quota }) {
    const found = capacity?.connections.get(id);
    const { timeout, duration } = to.terms;
    if (!found || found.flow.rate === 0 || found.outcome.latency <= timeout || duration.mean >= timeout) return;
    const { id: fn, name } = to.resource;
    const wanted = Math.ceil(found.outcome.latency * ROOM);
    report(
      { connection: id },
      `a batch of ${short(Math.round(found.flow.perCall))} records takes ${short(found.outcome.latency)} s but ${name} is stopped after ${short(timeout)} s: all of them go to the error prefix`,
      wanted <= quota('firehose/transformation-time')
        ? set(`Let ${name} run for ${wanted} s`, { resource: fn }, 'timeout', wanted)
        : undefined,
    );
  },
};

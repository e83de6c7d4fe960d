import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { TransformationConfig } from '../destination-config';

export const transformationEndsInTime: ConnectionRule<TransformationConfig, 'deliver-batches', 'invoke'> = {
  id: 'firehose/transformation-ends-in-time',
  title: 'a transformation ends while Firehose waits',
  severity: 'warning',
  category: 'limits',
  why: 'Firehose waits five minutes for a transformation. A function that may run longer goes on without anybody who waits, while the same batch is given to it again.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report, { quota }) {
    const most = quota('firehose/transformation-time');
    if (to.terms.timeout <= most) return;
    const { id: fn, name } = to.resource;
    report(
      { connection: id },
      `${name} may run for ${durationText(to.terms.timeout)} but ${from.resource.name} waits ${durationText(most)}: it then invokes it with the same records again`,
      set(`End ${name} after ${durationText(most)}`, { resource: fn }, 'timeout', most),
    );
  },
};

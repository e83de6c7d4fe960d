import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { MIB } from '#shared/model/unit';
import { bytesText, short } from '#shared/model/wording';
import { BASE64 } from '../batches';
import type { TransformationConfig } from '../destination-config';

export const transformedBatchFits: ConnectionRule<TransformationConfig, 'deliver-batches', 'invoke'> = {
  id: 'firehose/transformed-batch-fits',
  title: 'a transformed batch fits the answer of the function',
  severity: 'error',
  category: 'limits',
  why: 'A function answers with 6 MB at most, and the records in it are base64, a third larger. A larger answer is an error, and the whole batch goes to the error prefix.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html',
  asOf: '2026-11-23',
  check({ id, config: { bufferSize, sizeRatio }, to }, report, { quota }) {
    const most = quota('firehose/transformation-payload');
    const largest = bufferSize * MIB * BASE64 * sizeRatio;
    if (largest <= most) return;
    const fits = Math.floor(most / (MIB * BASE64 * sizeRatio));
    report(
      { connection: id, field: fits >= 1 ? 'bufferSize' : 'sizeRatio' },
      `${to.resource.name} answers a batch of ${bufferSize} MiB with ${short(largest / MIB)} MiB as base64, but ${bytesText(most)} is the most: ${fits >= 1 ? 'give it smaller batches' : 'let it add less to each record'}`,
      fits >= 1 ? set(`Give it ${fits} MiB at a time`, { connection: id }, 'bufferSize', fits) : undefined,
    );
  },
};

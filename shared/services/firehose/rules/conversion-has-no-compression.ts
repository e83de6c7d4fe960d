import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { BucketDestinationConfig } from '../destination-config';

export const conversionHasNoCompression: ConnectionRule<BucketDestinationConfig, 'deliver-batches', 'keep-objects'> = {
  id: 'firehose/conversion-has-no-compression',
  title: 'converted records are not compressed a second time',
  severity: 'error',
  category: 'semantics',
  why: 'Parquet and ORC are compressed by their own format, Snappy by default. With format conversion AWS refuses any compression of the object beside it.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/record-format-conversion.html',
  asOf: '2026-11-23',
  check({ id, config, from }, report) {
    if (config.format === 'none' || config.compression === 'UNCOMPRESSED') return;
    report(
      { connection: id, field: 'compression' },
      `${from.resource.name} converts its records to ${config.format === 'ORC' ? 'ORC' : 'Parquet'}, which is compressed by itself: AWS refuses ${config.compression} beside it`,
      set('Compress by the format alone', { connection: id }, 'compression', undefined),
    );
  },
};

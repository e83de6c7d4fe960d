import { set, setting, together } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { LEAST_PARTITIONED } from '../buffer-bounds';
import type { DeliveryConfig } from '../config';
import type { BucketDestinationConfig } from '../destination-config';

export const partitionedBufferIsLarge: ConnectionRule<BucketDestinationConfig, 'deliver-batches', 'keep-objects'> = {
  id: 'firehose/partitioned-buffer-is-large',
  title: 'buffers of partitioned or converted records hold 64 MiB and 60 s',
  severity: 'error',
  category: 'limits',
  why: 'With dynamic partitioning or format conversion AWS takes no smaller buffer than 64 MiB, and with partitioning none that is delivered before 60 seconds.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/buffering.html',
  asOf: '2026-11-23',
  check({ config, from }, report) {
    const { id, name } = from.resource;
    const { bufferSize, bufferInterval } = from.resource.config as DeliveryConfig;
    const { mebibytes, interval } = LEAST_PARTITIONED;
    const isSmall = bufferSize < mebibytes && (config.partitioning || config.format !== 'none');
    const isShort = bufferInterval < interval && config.partitioning;
    if (!isSmall && !isShort) return;
    const does = config.partitioning ? 'partitions' : 'converts';
    const at = { resource: id };
    const title = `Gather ${isSmall ? `${mebibytes} MiB` : `for ${interval} s`}`;
    report(
      { resource: id, field: isSmall ? 'bufferSize' : 'bufferInterval' },
      `${name} ${does} its records with a buffer of ${bufferSize} MiB or ${bufferInterval} s: AWS asks for ${mebibytes} MiB${config.partitioning ? ` and ${interval} s` : ''} at least`,
      isSmall && isShort
        ? together(title, setting(at, 'bufferSize', mebibytes), setting(at, 'bufferInterval', interval))
        : isSmall
          ? set(title, at, 'bufferSize', mebibytes)
          : set(title, at, 'bufferInterval', interval),
    );
  },
};

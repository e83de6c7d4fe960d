import type { ResourceRule } from '#shared/model/rule';
import { listed, short } from '#shared/model/wording';
import type { TableConfig } from '../config';

export const streamHasTwoReaders: ResourceRule<TableConfig> = {
  id: 'dynamodb/stream-has-two-readers',
  title: 'at most two readers share a table’s stream',
  severity: 'warning',
  category: 'capacity',
  why: 'A shard of a table’s stream serves two readers. With a third they throttle one another, and their iterator ages grow. Of a global table AWS advises one reader.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.Lambda.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, { quota }) {
    const most = quota('dynamodb/stream-readers');
    const readers = outbound.filter(({ from }) => from.contract === 'read-shards');
    if (readers.length <= most) return;
    report(
      { resource: id },
      `${short(readers.length)} readers share the stream of ${name} (${listed(
        readers.map(({ to }) => to.resource.name),
        5,
      )}) but a shard serves ${short(most)}: let one reader fan out to the others`,
    );
  },
};

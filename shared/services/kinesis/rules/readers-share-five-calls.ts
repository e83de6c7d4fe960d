import type { ResourceRule } from '#shared/model/rule';
import { listed, short } from '#shared/model/wording';
import type { StreamConfig } from '../config';

export const readersShareFiveCalls: ResourceRule<StreamConfig> = {
  id: 'kinesis/readers-share-five-calls',
  title: 'at most five readers share a shard’s read calls',
  severity: 'warning',
  category: 'capacity',
  why: 'A shard answers five GetRecords calls a second for all shared readers together, and each reader polls once a second. A sixth makes them throttle one another, and their iterator ages grow. Readers with enhanced fan-out do not count.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, { quota }) {
    const most = quota('kinesis/shard-read-calls');
    const sharing = outbound.filter(({ kind, config }) => kind.reads(config) === 'shared');
    if (sharing.length <= most) return;
    report(
      { resource: id },
      `${short(sharing.length)} readers share ${name} (${listed(
        sharing.map(({ to }) => to.resource.name),
        5,
      )}) but a shard answers ${short(most)} calls a second: give some of them enhanced fan-out`,
    );
  },
};

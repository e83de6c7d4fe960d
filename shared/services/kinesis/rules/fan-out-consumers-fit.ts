import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { StreamConfig } from '../config';

export const fanOutConsumersFit: ResourceRule<StreamConfig> = {
  id: 'kinesis/fan-out-consumers-fit',
  title: 'a stream has at most as many enhanced fan-out consumers as AWS registers',
  severity: 'error',
  category: 'limits',
  why: 'Kinesis registers 20 consumers with enhanced fan-out on a stream (50 in on-demand Advantage mode) and refuses more.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, { quota }) {
    const most = quota('kinesis/fan-out-consumers');
    const consumers = outbound.filter(({ kind, config }) => kind.reads(config) === 'dedicated').length;
    if (consumers <= most) return;
    report(
      { resource: id },
      `${name} has ${short(consumers)} enhanced fan-out consumers but Kinesis registers ${short(most)}: let some of them share, or fan out behind one`,
    );
  },
};

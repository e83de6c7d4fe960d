import type { AccountRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { StreamConfig } from '../config';

export const shardsFitAccount: AccountRule<StreamConfig> = {
  id: 'kinesis/shards-fit-account',
  title: 'all streams together have no more shards than the account',
  severity: 'error',
  category: 'limits',
  why: 'The shards of all provisioned streams of an account and Region share one quota; a stream that would exceed it cannot be made.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html',
  asOf: '2026-11-23',
  check(streams, report, { quota, account }) {
    const most = quota('kinesis/shards');
    const provisioned = streams.filter(({ config }) => config.mode === 'provisioned');
    const shards = provisioned.reduce((sum, { config }) => sum + config.shards, 0);
    if (shards <= most) return;
    const largest = provisioned.reduce((a, b) => (b.config.shards > a.config.shards ? b : a));
    report(
      { resource: largest.id, field: 'shards' },
      `the streams have ${short(shards)} shards but the account has ${short(most)} in ${account.region}: ask AWS for more, use on-demand streams, or use fewer shards`,
    );
  },
};

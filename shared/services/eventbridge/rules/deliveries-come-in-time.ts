import type { AccountRule } from '#shared/model/rule';
import { listed, short } from '#shared/model/wording';
import type { BusConfig } from '../config';

export const deliveriesComeInTime: AccountRule<BusConfig> = {
  id: 'eventbridge/deliveries-come-in-time',
  title: 'target invocations stay within the account’s quota',
  severity: 'warning',
  category: 'capacity',
  why: 'Each target that an event matches is one invocation of the account’s quota. Beyond it EventBridge refuses nothing: deliveries of all rules come late, and what is older than the maximum event age is dropped. Only ThrottledRules shows it.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  asOf: '2026-11-23',
  check(buses, report, { capacity }) {
    const pool = capacity?.pools.get('eventbridge/invocations');
    const [only] = buses;
    if (!pool || pool.demand <= pool.size || !only) return;
    report(
      buses.length === 1 ? { resource: only.id } : {},
      `rules of ${listed(
        buses.map(({ name }) => name),
        5,
      )} ask for ${short(pool.demand)} target invocations a second but the account has ${short(pool.size)}: deliveries come later and later; match fewer events, fan out with a topic, or ask AWS for more`,
    );
  },
};

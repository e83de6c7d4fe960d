import type { AccountRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { BusConfig } from '../config';

export const busesFitTheAccount: AccountRule<BusConfig> = {
  id: 'eventbridge/buses-fit-the-account',
  title: 'the account has at most as many buses as its quota allows',
  severity: 'error',
  category: 'limits',
  why: 'An account has 100 event buses in a Region unless AWS raises the quota. CreateEventBus answers LimitExceededException beyond it.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html',
  asOf: '2026-11-23',
  check(buses, report, { quota }) {
    const most = quota('eventbridge/buses');
    if (buses.length <= most) return;
    report(
      {},
      `the drawing has ${short(buses.length)} event buses but the account takes ${short(most)}: let several producers share a bus, or ask AWS for more`,
    );
  },
};

import type { AccountRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ScheduleConfig } from '../config';

export const groupsFitTheAccount: AccountRule<ScheduleConfig> = {
  id: 'scheduler/groups-fit-the-account',
  title: 'the account has at most as many schedule groups as its quota allows',
  severity: 'error',
  category: 'limits',
  why: 'Each card of schedules is exported as a group of its own, which holds their metrics and permissions together. An account has 500 groups in a Region.',
  source: 'https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_scheduler-readme.html',
  asOf: '2026-11-23',
  check(all, report, { quota }) {
    const most = quota('scheduler/groups');
    if (all.length <= most) return;
    report(
      {},
      `the drawing has ${short(all.length)} groups of schedules but the account takes ${short(most)}: put schedules of one timing on one card, or ask AWS for more`,
    );
  },
};

import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { BucketConfig } from '../config';
import { notificationsOf } from '../notifications';

export const notificationsFitTheBucket: ResourceRule<BucketConfig> = {
  id: 's3/notifications-fit-the-bucket',
  title: 'a bucket has no more notifications than AWS allows',
  severity: 'error',
  category: 'limits',
  why: 'A bucket has at most 100 notification configurations, and the quota cannot be raised. Rules of an event bus or subscriptions of a topic are many more.',
  source: 'https://docs.aws.amazon.com/general/latest/gr/s3.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, { quota }) {
    const most = quota('s3/notifications');
    const drawn = notificationsOf({ outbound }).length;
    if (drawn <= most) return;
    report(
      { resource: id },
      `${name} has ${short(drawn)} notifications but a bucket takes ${short(most)}: send to a topic and subscribe the receivers to it`,
    );
  },
};

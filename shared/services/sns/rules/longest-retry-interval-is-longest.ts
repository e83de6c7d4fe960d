import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { EndpointSubscriptionConfig } from '../subscription-config';

export const longestRetryIntervalIsLongest: ConnectionRule<EndpointSubscriptionConfig, 'deliver', 'http'> = {
  id: 'sns/longest-retry-interval-is-longest',
  title: 'the longest time between retries is not below the shortest',
  severity: 'error',
  category: 'limits',
  why: 'The backoff of a delivery policy goes from the shortest time between retries up to the longest. SNS refuses a policy whose longest is below its shortest.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
  asOf: '2026-11-23',
  check({ id, config: { retryInterval, longestRetryInterval } }, report) {
    if (longestRetryInterval === undefined || longestRetryInterval >= retryInterval) return;
    report(
      { connection: id, field: 'longestRetryInterval' },
      `the longest time between retries is ${short(longestRetryInterval)} s, below the shortest of ${short(retryInterval)} s: make it ${short(retryInterval)} s or more`,
      set(`Make it ${short(retryInterval)} s`, { connection: id }, 'longestRetryInterval', retryInterval),
    );
  },
};

import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { roughTime, short } from '#shared/model/wording';
import type { EndpointSubscriptionConfig } from '../subscription-config';
import { type DeliveryPolicy, policyOf, retryTime } from '../delivery-policy';
import { deadLetterOf } from '../subscriptions';

/** Seconds of trouble that an endpoint outside AWS has now and then. */
const SHORT_OUTAGE = 300;

/** AWS takes no more in a policy. */
const MOST_RETRIES = 100;

export const outageOutlastsRetries: ConnectionRule<EndpointSubscriptionConfig, 'deliver', 'http'> = {
  id: 'sns/outage-outlasts-retries',
  title: 'an HTTP subscription survives a short outage of its endpoint',
  severity: 'info',
  category: 'reliability',
  why: 'By its default policy SNS tries a delivery to an HTTP endpoint three times more, 20 seconds apart. An endpoint that is away for more than a minute misses messages, which are lost without a dead-letter queue. A queue or a function gets them for 23 days.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, to } = connection;
    const policy = policyOf(config);
    const lasts = retryTime(policy);
    if (lasts >= SHORT_OUTAGE || deadLetterOf(connection)) return;
    const needed = neededRetries(policy);
    report(
      { connection: id, field: 'retries' },
      `after ${lasts === 0 ? 'the first attempt' : roughTime(lasts)} SNS gives a message for ${to.resource.name} up and loses it: ${needed === undefined ? 'wait longer between retries' : 'make more retries'}, or give the subscription a dead-letter queue`,
      needed === undefined ? undefined : set(`Make ${short(needed)} retries`, { connection: id }, 'retries', needed),
    );
  },
};

function neededRetries(policy: DeliveryPolicy): number | undefined {
  for (let retries = policy.retries + 1; retries <= MOST_RETRIES; retries++) {
    if (retryTime({ ...policy, retries }) >= SHORT_OUTAGE) return retries;
  }
  return undefined;
}

import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { EndpointSubscriptionConfig } from '../subscription-config';

export const retryPhasesFitTheRetries: ConnectionRule<EndpointSubscriptionConfig, 'deliver', 'http'> = {
  id: 'sns/retry-phases-fit-the-retries',
  title: 'the phases of a delivery policy have no more retries than the policy',
  severity: 'error',
  category: 'limits',
  why: 'The number of retries of a delivery policy counts those at once, before, during and after the backoff. SNS refuses a policy in which the others make more than it: what they leave is the backoff’s.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
  asOf: '2026-11-23',
  check({ id, config }, report) {
    const { retries, retriesAtOnce, retriesBeforeBackoff, retriesAfterBackoff } = config;
    const claimed = retriesAtOnce + retriesBeforeBackoff + retriesAfterBackoff;
    if (claimed <= retries) return;
    report(
      { connection: id, field: 'retries' },
      `${short(retriesAtOnce)} retries at once, ${short(retriesBeforeBackoff)} before and ${short(retriesAfterBackoff)} after the backoff are ${short(claimed)}, and all retries together are ${short(retries)}: ${claimed <= 100 ? `make ${short(claimed)} or more` : 'make fewer of them'}`,
      claimed <= 100 ? set(`Make ${short(claimed)} retries`, { connection: id }, 'retries', claimed) : undefined,
    );
  },
};

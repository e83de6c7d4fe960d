import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { roughTime, short } from '#shared/model/wording';
import type { EndpointSubscriptionConfig } from '../subscription-config';
import { type DeliveryPolicy, leastRetryTime, policyOf } from '../delivery-policy';

export const retriesFitAnHour: ConnectionRule<EndpointSubscriptionConfig, 'deliver', 'http'> = {
  id: 'sns/retries-fit-an-hour',
  title: 'all retries of an HTTP delivery take at most an hour',
  severity: 'error',
  category: 'limits',
  why: 'The delivery policy of an HTTP subscription may have up to 100 retries, which together take at most 3,600 seconds. SNS refuses a policy that takes longer: what has to survive a longer outage waits in a queue.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
  asOf: '2026-11-23',
  check({ id, config }, report, { quota }) {
    const most = quota('sns/http-retry-time');
    const policy = policyOf(config);
    const least = leastRetryTime(policy);
    if (least <= most) return;
    const fitting = fittingRetries(policy, most);
    report(
      { connection: id, field: 'retries' },
      `${short(policy.retries)} retries${apart(policy)} take ${roughTime(least)}${isKnown(policy) ? '' : ' or more'}, and ${roughTime(most)} is the most: ${fitting === undefined ? 'make fewer before and after the backoff, or shorten the time between them' : `make at most ${short(fitting)}`}, or put a queue between`,
      fitting === undefined ? undefined : set(`Make ${short(fitting)} retries`, { connection: id }, 'retries', fitting),
    );
  },
};

const isSame = ({ shortest, longest }: DeliveryPolicy): boolean => longest <= shortest;

const isKnown = (policy: DeliveryPolicy): boolean => isSame(policy) || policy.form === 'linear';

function apart(policy: DeliveryPolicy): string {
  if (policy.atOnce > 0) return '';
  return ` ${short(policy.shortest)} s ${isSame(policy) ? '' : `to ${short(policy.longest)} s `}apart`;
}

/** The most retries that fit without a change of the phases that have a number of their own. */
function fittingRetries(policy: DeliveryPolicy, most: number): number | undefined {
  const claimed = policy.atOnce + policy.beforeBackoff + policy.afterBackoff;
  for (let retries = policy.retries - 1; retries >= claimed; retries--) {
    if (leastRetryTime({ ...policy, retries }) <= most) return retries;
  }
  return undefined;
}

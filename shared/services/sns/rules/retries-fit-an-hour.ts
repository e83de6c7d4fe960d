import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { roughTime, short } from '#shared/model/wording';
import type { EndpointSubscriptionConfig } from '../connections';

export const retriesFitAnHour: ConnectionRule<EndpointSubscriptionConfig, 'deliver', 'http'> = {
  id: 'sns/retries-fit-an-hour',
  title: 'all retries of an HTTP delivery take at most an hour',
  severity: 'error',
  category: 'limits',
  why: 'The delivery policy of an HTTP subscription may have up to 100 retries, which together take at most 3,600 seconds. SNS refuses a policy that takes longer: what has to survive a longer outage waits in a queue.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html',
  asOf: '2026-11-23',
  check({ id, config: { retries, retryInterval } }, report, { quota }) {
    const most = quota('sns/http-retry-time');
    if (retries * retryInterval <= most) return;
    const fitting = Math.floor(most / retryInterval);
    report(
      { connection: id, field: 'retries' },
      `${short(retries)} retries ${short(retryInterval)} s apart take ${roughTime(retries * retryInterval)}, and ${roughTime(most)} is the most: make at most ${short(fitting)}, or put a queue between`,
      set(`Make ${short(fitting)} retries`, { connection: id }, 'retries', fitting),
    );
  },
};

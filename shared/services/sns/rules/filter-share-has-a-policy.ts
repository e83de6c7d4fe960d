import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionSubscriptionConfig } from '../subscription-config';

export const filterShareHasAPolicy: ConnectionRule<FunctionSubscriptionConfig, 'deliver'> = {
  id: 'sns/filter-share-has-a-policy',
  title: 'a subscription to a share of the messages has a filter policy',
  severity: 'warning',
  category: 'semantics',
  why: 'The figures count on the share that passes the filter, but exported code filters only with a policy. Without one the subscriber gets every message.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering.html',
  asOf: '2026-11-23',
  check({ id, config: { filterShare, filterPolicy }, to }, report) {
    if (filterShare >= 1 || filterPolicy.trim() !== '') return;
    report(
      { connection: id, field: 'filterPolicy' },
      `${short(filterShare * 100)} % of the messages are to reach ${to.resource.name} but there is no filter policy: the exported subscription delivers all of them; write the policy`,
      set('Count on all messages', { connection: id }, 'filterShare', undefined),
    );
  },
};

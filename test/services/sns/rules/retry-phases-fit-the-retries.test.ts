import type { Config } from '#shared/model/graph';
import { retryPhasesFitTheRetries } from '#shared/services/sns/rules/retry-phases-fit-the-retries';
import { anEndpoint, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (config: Config) => [
  aTopic(),
  anEndpoint('partner'),
  joined('sns/endpoint-subscription', 'topic', 'partner', config),
];

testRule(retryPhasesFitTheRetries, {
  valid: {
    'AWS’s own policy': drawn({}),
    'all retries at once': drawn({ retriesAtOnce: 3 }),
  },
  invalid: {
    'more in the phases than in all': {
      drawn: drawn({ retries: 10, retriesAtOnce: 3, retriesBeforeBackoff: 2, retriesAfterBackoff: 35 }),
      message:
        '3 retries at once, 2 before and 35 after the backoff are 40, and all retries together are 10: make 40 or more',
      at: { connection: 'topic--partner', field: 'retries' },
      remedy: 'Make 40 retries',
    },
    'more than AWS takes': {
      drawn: drawn({ retriesAtOnce: 60, retriesAfterBackoff: 60 }),
      message:
        '60 retries at once, 0 before and 60 after the backoff are 120, and all retries together are 3: make fewer of them',
      at: { connection: 'topic--partner', field: 'retries' },
    },
  },
});

import type { Config } from '#shared/model/graph';
import { longestRetryIntervalIsLongest } from '#shared/services/sns/rules/longest-retry-interval-is-longest';
import { anEndpoint, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (config: Config) => [
  aTopic(),
  anEndpoint('partner'),
  joined('sns/endpoint-subscription', 'topic', 'partner', config),
];

testRule(longestRetryIntervalIsLongest, {
  valid: {
    'one time between all': drawn({ retryInterval: 60 }),
    'from a second to a minute': drawn({ retryInterval: 1, longestRetryInterval: 60 }),
  },
  invalid: {
    'a longest below the shortest': {
      drawn: drawn({ longestRetryInterval: 10 }),
      message: 'the longest time between retries is 10 s, below the shortest of 20 s: make it 20 s or more',
      at: { connection: 'topic--partner', field: 'longestRetryInterval' },
      remedy: 'Make it 20 s',
    },
  },
});

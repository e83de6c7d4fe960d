import type { Config } from '#shared/model/graph';
import { retriesFitAnHour } from '#shared/services/sns/rules/retries-fit-an-hour';
import { anEndpoint, aTopic, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (config: Config) => [
  aTopic(),
  anEndpoint('partner'),
  joined('sns/endpoint-subscription', 'topic', 'partner', config),
];

testRule(retriesFitAnHour, {
  valid: {
    'AWS’s own policy': drawn({}),
    'an hour to the second': drawn({ retries: 60, retryInterval: 60 }),
  },
  invalid: {
    'retries over two hours': {
      drawn: drawn({ retries: 24, retryInterval: 300 }),
      message: '24 retries 300 s apart take 2 h, and 60 min is the most: make at most 12, or put a queue between',
      at: { connection: 'topic--partner', field: 'retries' },
      remedy: 'Make 12 retries',
    },
  },
});

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
    'AWS’s example of a policy': drawn({
      retries: 50,
      retryInterval: 1,
      longestRetryInterval: 60,
      backoffFunction: 'exponential',
      retriesAtOnce: 3,
      retriesBeforeBackoff: 2,
      retriesAfterBackoff: 35,
    }),
    // The sum is over an hour by one formula and not by another: AWS states none.
    'a curve that may or may not fit': drawn({
      retries: 30,
      retryInterval: 1,
      longestRetryInterval: 600,
      backoffFunction: 'arithmetic',
    }),
  },
  invalid: {
    'retries over two hours': {
      drawn: drawn({ retries: 24, retryInterval: 300 }),
      message: '24 retries 300 s apart take 2 h, and 60 min is the most: make at most 12, or put a queue between',
      at: { connection: 'topic--partner', field: 'retries' },
      remedy: 'Make 12 retries',
    },
    'a straight line that is too long': {
      drawn: drawn({ retries: 20, retryInterval: 100, longestRetryInterval: 500 }),
      message:
        '20 retries 100 s to 500 s apart take 100 min, and 60 min is the most: make at most 12, or put a queue between',
      at: { connection: 'topic--partner', field: 'retries' },
      remedy: 'Make 12 retries',
    },
    'a curve that is too long whatever its formula': {
      drawn: drawn({ retries: 30, retryInterval: 120, longestRetryInterval: 900, backoffFunction: 'geometric' }),
      message:
        '30 retries 120 s to 900 s apart take 73 min or more, and 60 min is the most: make at most 23, or put a queue between',
      at: { connection: 'topic--partner', field: 'retries' },
      remedy: 'Make 23 retries',
    },
    'too many after the backoff': {
      drawn: drawn({
        retries: 60,
        retryInterval: 1,
        longestRetryInterval: 120,
        retriesAtOnce: 3,
        retriesAfterBackoff: 50,
      }),
      message:
        '60 retries take 110 min, and 60 min is the most: make fewer before and after the backoff, or shorten the time between them, or put a queue between',
      at: { connection: 'topic--partner', field: 'retries' },
    },
  },
});

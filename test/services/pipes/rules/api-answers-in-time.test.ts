import { apiAnswersInTime } from '#shared/services/pipes/rules/api-answers-in-time';
import { aFunction, anApi, aPipe, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (integrationTimeout: number) => [
  aQueue('jobs'),
  aPipe(),
  anApi('api', { integrationTimeout, timeoutQuotaRaised: true }),
  aFunction(),
  joined('pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }),
  joined('pipes/api-target', 'pipe', 'api'),
  joined('api-gateway/lambda-proxy', 'api', 'worker'),
];

testRule(apiAnswersInTime, {
  valid: { 'AWS’s own integration timeout': drawn(29) },
  invalid: {
    'a longer one': {
      drawn: drawn(60),
      message:
        'api waits 60 s for what is behind it, but pipe gives up after 29 s and calls it again: lower the integration timeout, or have the pipe invoke what is behind it',
      at: { connection: 'pipe--api' },
      remedy: 'Set the integration timeout to 29 s',
    },
  },
});

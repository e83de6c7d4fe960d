import { visibilityTimeoutCoversExecutions } from '#shared/services/pipes/rules/visibility-timeout-covers-executions';
import { aBus, aFunction, anApi, aPipe, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (visibilityTimeout: number, batchingWindow = 0) => [
  aQueue('jobs', { visibilityTimeout }),
  aPipe(),
  aFunction('ask', { timeout: 10 }),
  aBus(),
  joined('pipes/queue-source', 'jobs', 'pipe', { batchingWindow }),
  joined('pipes/enrich-by-function', 'pipe', 'ask'),
  joined('pipes/bus-target', 'pipe', 'bus'),
];

const calling = (integrationTimeout: number) => [
  aQueue('jobs', { visibilityTimeout: 60 }),
  aPipe(),
  anApi('api', { integrationTimeout, timeoutQuotaRaised: true }),
  joined('pipes/queue-source', 'jobs', 'pipe', { batchSize: 1 }),
  joined('pipes/api-target', 'pipe', 'api'),
];

testRule(visibilityTimeoutCoversExecutions, {
  valid: {
    'six times the enrichment': drawn(60),
    'an API that gives up after 10 s': calling(10),
    'a batching window, with which EventBridge sets its own': drawn(30, 5),
  },
  invalid: {
    'three times the enrichment': {
      drawn: drawn(30),
      message:
        'visibility timeout is 30 s but an execution of pipe may wait 10 s for ask: give it 60 s or more (6 × the combined time)',
      at: { resource: 'jobs', field: 'visibilityTimeout' },
      remedy: 'Set visibility timeout to 60 s',
    },
    'an API that would take a minute, for which no pipe waits': {
      drawn: calling(60),
      message:
        'visibility timeout is 60 s but an execution of pipe may wait 29 s for api: give it 174 s or more (6 × the combined time)',
      at: { resource: 'jobs', field: 'visibilityTimeout' },
      remedy: 'Set visibility timeout to 174 s',
    },
  },
});

import { workflowAnswersInTime } from '#shared/services/api-gateway/rules/workflow-answers-in-time';
import { aClient, anApi, aStateMachine, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (kind: string, furtherTime: number) => [
  aClient('app', { rate: 1 }),
  anApi('api'),
  aStateMachine('order', { type: 'express', furtherTime }),
  joined('client/http-request', 'app', 'api'),
  joined(kind, 'api', 'order'),
];

testRule(workflowAnswersInTime, {
  valid: {
    'an execution of two seconds': drawn('api-gateway/start-sync-execution', 2),
    'a long execution that is not waited for': drawn('api-gateway/start-execution', 60),
  },
  invalid: {
    'an execution of a minute': {
      drawn: drawn('api-gateway/start-sync-execution', 60),
      message:
        'api answers 504 after 29 s but an execution of order takes 60 s: start it without waiting and let the client ask for the result',
      at: { connection: 'api--order' },
    },
  },
});

import { callbacksOutlastTheirWay } from '#shared/services/step-functions/rules/callbacks-outlast-their-way';
import { aClient, aFunction, aQueue, aStateMachine, joined, type Part } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const always = (mean: number) => ({ distribution: 'constant', mean, scv: 0 });

/** A queue that holds messages back for five minutes, and a function that is at work on each for one. */
const drawn = (calledBackBy: 'function' | 'other', mean: number): readonly Part[] => [
  aClient('shop', { rate: 0.1 }),
  aStateMachine('order'),
  aQueue('jobs', { delay: 300, visibilityTimeout: 900 }),
  aFunction('worker', { duration: always(60), timeout: 120, coldStart: 0 }),
  joined('client/start-execution', 'shop', 'order'),
  joined('step-functions/send-message', 'order', 'jobs', {
    waitsFor: 'callback',
    calledBackBy,
    callbackTime: always(mean),
    timeout: 86_400,
  }),
  joined('lambda/queue-event-source', 'jobs', 'worker', { batchSize: 1 }),
];

const at = { connection: 'order--jobs', field: 'callbackTime' };

testRule(callbacksOutlastTheirWay, {
  valid: {
    'the delay and the work': drawn('function', 360),
    'a little less, within what an estimate can tell': drawn('function', 300),
    'somebody who has the token once the function has it': drawn('other', 300),
  },
  invalid: {
    'less than the delay': {
      drawn: drawn('other', 60),
      message:
        'order is called back after 60 s on average, but the drawn way takes 5 min in jobs: state a longer time, or give what is behind it more capacity',
      at,
      remedy: 'Count on 5 min',
    },
    'less than the delay and the work of who calls back': {
      drawn: drawn('function', 60),
      message:
        'order is called back after 60 s on average, but the drawn way takes 6 min (5 min in jobs and 60 s in worker): state a longer time, or give what is behind it more capacity',
      at,
      remedy: 'Count on 6 min',
    },
  },
});

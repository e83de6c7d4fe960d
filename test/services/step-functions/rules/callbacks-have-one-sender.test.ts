import { callbacksHaveOneSender } from '#shared/services/step-functions/rules/callbacks-have-one-sender';
import { aFunction, aQueue, aStateMachine, aTopic, joined, type Part } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (calledBackBy: 'function' | 'other', ...behind: readonly Part[]): readonly Part[] => [
  aStateMachine('order'),
  aTopic('news'),
  joined('step-functions/publish', 'order', 'news', { waitsFor: 'callback', calledBackBy, timeout: 60 }),
  ...behind,
];
const worker = (id: string) => [aFunction(id), joined('sns/function-subscription', 'news', id)];
const at = { connection: 'order--news', field: 'calledBackBy' };
const remedy = 'Somebody else calls back';

testRule(callbacksHaveOneSender, {
  valid: {
    'somebody else who calls back': drawn('other'),
    'one function': drawn('function', ...worker('first')),
    'one function behind the queue of a topic': drawn(
      'function',
      aQueue('told'),
      aFunction('first'),
      joined('sns/queue-subscription', 'news', 'told'),
      joined('lambda/queue-event-source', 'told', 'first'),
    ),
  },
  invalid: {
    'no function': {
      drawn: drawn('function', aQueue('told'), joined('sns/queue-subscription', 'news', 'told')),
      message:
        'the function is to call order back, but none gets the token behind news: draw it, or say that somebody else calls back',
      at,
      remedy,
    },
    'several functions': {
      drawn: drawn('function', ...worker('first'), ...worker('second')),
      message:
        'first and second get the token of order and each would call back, of which the first counts: let one of them get it, or say that somebody else calls back',
      at,
      remedy,
    },
  },
});

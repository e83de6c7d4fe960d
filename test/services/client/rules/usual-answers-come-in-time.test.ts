import { usualAnswersComeInTime } from '#shared/services/client/rules/usual-answers-come-in-time';
import { aClient, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(usualAnswersComeInTime, {
  valid: {
    'a client that waits long enough': [
      aClient('shop', { timeout: 5 }),
      aFunction('quote', { timeout: 10, duration: { mean: 1 } }),
      joined('client/invoke', 'shop', 'quote'),
    ],
  },
  invalid: {
    'a client that waits a second for answers of two': {
      drawn: [
        aClient('shop', { timeout: 1 }),
        aFunction('quote', { timeout: 10, duration: { distribution: 'constant', mean: 2, scv: 0 } }),
        joined('client/invoke', 'shop', 'quote'),
      ],
      message: 'shop gives up after 1 s but quote takes 2 s on average: let it wait 4 s',
      at: { resource: 'shop', field: 'timeout' },
      remedy: 'Set the timeout of shop to 4 s',
    },
  },
});

import { pollersHaveARange } from '#shared/services/lambda/rules/pollers-have-a-range';
import { aFunction, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(pollersHaveARange, {
  valid: {
    'a range': [
      aQueue(),
      aFunction(),
      joined('lambda/queue-event-source', 'queue', 'worker', {
        provisionedPollers: true,
        minimumPollers: 5,
        maximumPollers: 50,
      }),
    ],
  },
  invalid: {
    'an empty one': {
      drawn: [
        aQueue(),
        aFunction(),
        joined('lambda/queue-event-source', 'queue', 'worker', {
          provisionedPollers: true,
          minimumPollers: 50,
          maximumPollers: 5,
        }),
      ],
      message: 'the minimum is 50 pollers but the maximum 5: raise the maximum to 50 or more',
      at: { connection: 'queue--worker', field: 'maximumPollers' },
      remedy: 'Set maximum pollers to 50',
    },
  },
});

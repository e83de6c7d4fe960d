import { busesFitTheAccount } from '#shared/services/eventbridge/rules/buses-fit-the-account';
import { aBus, anAccount } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(busesFitTheAccount, {
  valid: {
    'two buses where the account has room for two': [
      anAccount({ quotas: { 'eventbridge/buses': 2 } }),
      aBus('one'),
      aBus('two'),
    ],
  },
  invalid: {
    'more buses than the account has': {
      drawn: [anAccount({ quotas: { 'eventbridge/buses': 2 } }), aBus('one'), aBus('two'), aBus('three')],
      message:
        'the drawing has 3 event buses but the account takes 2: let several producers share a bus, or ask AWS for more',
      at: {},
    },
  },
});

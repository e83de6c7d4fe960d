import { destinationFitsTheQuota } from '#shared/services/eventbridge/rules/destination-fits-the-quota';
import { aBus, anAccount, anEndpoint, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = [aBus(), anEndpoint(), joined('eventbridge/api-destination', 'bus', 'partner', { invocationRate: 500 })];

testRule(destinationFitsTheQuota, {
  valid: {
    'an account that AWS gave more': [anAccount({ quotas: { 'eventbridge/api-destination-rate': 1000 } }), ...drawn],
  },
  invalid: {
    'more than an account has': {
      drawn,
      message:
        'partner is to be called 500 times a second but the account calls a destination 300 times: ask AWS for more, or put a queue and a function between',
      at: { connection: 'bus--partner', field: 'invocationRate' },
      remedy: 'Set the rate limit to 300/s',
    },
  },
});

import { failedRunsAreNoticed } from '#shared/services/appflow/rules/failed-runs-are-noticed';
import { aBucket, aBus, aFlow, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(failedRunsAreNoticed, {
  valid: {
    'a flow whose runs the default bus hears of': [
      aFlow(),
      aBus('bus', { bus: 'default' }),
      joined('appflow/status-events', 'flow', 'bus'),
    ],
  },
  invalid: {
    'a flow to a bucket': {
      drawn: [aFlow(), aBucket(), joined('appflow/bucket-destination', 'flow', 'bucket')],
      message:
        'nothing in the drawing hears of runs of flow that fail: connect it to the default event bus, and a rule there to what should know',
      at: { resource: 'flow' },
    },
  },
});

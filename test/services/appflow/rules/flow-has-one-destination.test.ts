import { flowHasOneDestination } from '#shared/services/appflow/rules/flow-has-one-destination';
import { aBucket, aFlow, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(flowHasOneDestination, {
  valid: {
    'a flow to a bucket': [aFlow(), aBucket(), joined('appflow/bucket-destination', 'flow', 'bucket')],
    'a flow to a warehouse that is not drawn': [aFlow('flow', { sink: 'redshift' })],
    'a flow that reads one bucket and writes to another': [
      aFlow('flow', { source: 's3' }),
      aBucket('in'),
      aBucket('out'),
      joined('appflow/bucket-source', 'flow', 'in', { keyPrefix: 'new/' }),
      joined('appflow/bucket-destination', 'flow', 'out'),
    ],
  },
  invalid: {
    'a flow that writes nowhere': {
      drawn: [aFlow()],
      message:
        'flow writes nowhere: connect it to a bucket or a partner event bus, or name a destination that is not drawn',
      at: { resource: 'flow' },
    },
    'a flow to a bucket and a warehouse': {
      drawn: [aFlow('flow', { sink: 'snowflake' }), aBucket(), joined('appflow/bucket-destination', 'flow', 'bucket')],
      message: 'flow has 2 destinations but AppFlow writes to one: make a flow for each',
      at: { resource: 'flow' },
    },
  },
});

import { destinationIsNamed } from '#shared/services/appflow/rules/destination-is-named';
import { aFlow } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(destinationIsNamed, {
  valid: {
    'an object of Salesforce': [aFlow('flow', { sink: 'salesforce', sinkObject: 'Case' })],
    'a table of a warehouse, with its bucket': [
      aFlow('flow', { sink: 'redshift', sinkObject: 'public.account', stagingBucket: 'staging' }),
    ],
  },
  invalid: {
    'a warehouse without a table and a bucket': {
      drawn: [aFlow('flow', { sink: 'redshift' })],
      message: 'flow writes to Amazon Redshift but the object and the staging bucket are not named',
      at: { resource: 'flow', field: 'sinkObject' },
    },
    'a warehouse without a bucket': {
      drawn: [aFlow('flow', { sink: 'snowflake', sinkObject: 'crm.account' })],
      message: 'flow writes to Snowflake but the staging bucket is not named',
      at: { resource: 'flow', field: 'stagingBucket' },
    },
  },
});

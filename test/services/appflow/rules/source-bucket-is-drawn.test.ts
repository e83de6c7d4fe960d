import { sourceBucketIsDrawn } from '#shared/services/appflow/rules/source-bucket-is-drawn';
import { aBucket, aFlow, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(sourceBucketIsDrawn, {
  valid: {
    'a flow that reads a bucket of the drawing': [
      aFlow('flow', { source: 's3' }),
      aBucket('in'),
      joined('appflow/bucket-source', 'flow', 'in', { keyPrefix: 'new/' }),
    ],
    'a flow that reads Salesforce': [aFlow()],
  },
  invalid: {
    'a flow that reads S3 and no bucket': {
      drawn: [aFlow('flow', { source: 's3' })],
      message: 'flow reads S3 but no bucket is drawn as its source: connect it to one with the kind Source',
      at: { resource: 'flow' },
    },
  },
});

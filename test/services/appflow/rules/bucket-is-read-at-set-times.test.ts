import { bucketIsReadAtSetTimes } from '#shared/services/appflow/rules/bucket-is-read-at-set-times';
import { aFlow } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(bucketIsReadAtSetTimes, {
  valid: {
    'a bucket that is read by schedule': [aFlow('flow', { source: 's3' })],
    'events of Salesforce': [aFlow('flow', { trigger: 'event' })],
  },
  invalid: {
    'a bucket that is to trigger a flow': {
      drawn: [aFlow('flow', { source: 's3', trigger: 'event' })],
      message:
        'flow reads S3, whose objects trigger no flow: run it by schedule, or connect the bucket’s event notification instead',
      at: { resource: 'flow', field: 'trigger' },
      remedy: 'Run flow by schedule',
    },
  },
});

import { recordsAreEncrypted } from '#shared/services/kinesis/rules/records-are-encrypted';
import { aStream } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(recordsAreEncrypted, {
  valid: {
    'the AWS managed key': [aStream('clicks')],
  },
  invalid: {
    'no encryption': {
      drawn: [aStream('clicks', { encryption: 'none' })],
      message: 'the records of clicks are not encrypted at rest: use the AWS managed key',
      at: { resource: 'clicks', field: 'encryption' },
      remedy: 'Encrypt with the AWS managed key',
    },
  },
});

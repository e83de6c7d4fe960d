import { largeRecordsAreRare } from '#shared/services/kinesis/rules/large-records-are-rare';
import { aClient, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(largeRecordsAreRare, {
  valid: {
    'records of 1 KiB on a stream that may take large ones': [
      aClient('sites'),
      aStream('clicks', { maximumRecordSize: 10_485_760 }),
      joined('client/put-record', 'sites', 'clicks'),
    ],
  },
  invalid: {
    'records of 2 MiB as a rule': {
      drawn: [
        aClient('sites', { payload: 2_097_152 }),
        aStream('clicks', { maximumRecordSize: 10_485_760 }),
        joined('client/put-record', 'sites', 'clicks'),
      ],
      message:
        'records of sites have 2 MiB on average, but above 1 MiB they live on burst capacity: put the payload in S3 and its address on the stream',
      at: { connection: 'sites--clicks' },
    },
  },
});

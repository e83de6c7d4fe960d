import { batchFitsACall } from '#shared/services/kinesis/rules/batch-fits-a-call';
import { aClient, aStream, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(batchFitsACall, {
  valid: {
    '500 records of 1 KiB in a call': [
      aClient('sites'),
      aStream('clicks'),
      joined('client/put-record', 'sites', 'clicks', { batchSize: 500 }),
    ],
  },
  invalid: {
    '500 records of 30 KiB in a call': {
      drawn: [
        aClient('sites', { payload: 30_720 }),
        aStream('clicks'),
        joined('client/put-record', 'sites', 'clicks', { batchSize: 500 }),
      ],
      message: '500 records of 30 KiB are more than the 10 MiB of one call: let sites put 341 in a call',
      at: { connection: 'sites--clicks', field: 'batchSize' },
      remedy: 'Put 341 records in a call',
    },
  },
});

import { storedDataIsCounted } from '#shared/services/s3/rules/stored-data-is-counted';
import { aBucket, aClient, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const written = (bucket: Record<string, unknown>, call: Record<string, unknown> = {}) => [
  aClient(),
  aBucket('bucket', bucket),
  joined('client/write-objects', 'client', 'bucket', call),
];

testRule(storedDataIsCounted, {
  valid: {
    'objects that expire': written({ expiration: 86_400 }),
    'a stated size': written({ storedBytes: 1e12 }),
    'a bucket that is only emptied': written({}, { operation: 'delete' }),
    'a bucket that nothing writes to': [aBucket()],
  },
  invalid: {
    'objects that stay': {
      drawn: written({}),
      message:
        'the objects of bucket stay for ever and their bytes are not on the bill: state how much it holds, or an expiration',
      at: { resource: 'bucket', field: 'storedBytes' },
    },
  },
});

import { objectsFitPayload } from '#shared/services/api-gateway/rules/objects-fit-payload';
import { aBucket, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (method: string, objectSize?: number) => [
  anApi(),
  aBucket('bucket', objectSize === undefined ? {} : { objectSize }),
  joined('api-gateway/s3-integration', 'api', 'bucket', { method }),
];

testRule(objectsFitPayload, {
  valid: {
    'objects of 10 MiB': drawn('GET', 10_485_760),
    'objects of unknown size': drawn('GET'),
    'large objects that are deleted': drawn('DELETE', 20_971_520),
  },
  invalid: {
    'objects of 20 MiB that are read': {
      drawn: drawn('GET', 20_971_520),
      message:
        'objects of bucket have 20 MiB on average but api answers with 10 MiB at most: give clients presigned URLs, or put a distribution before the bucket',
      at: { connection: 'api--bucket' },
    },
  },
});

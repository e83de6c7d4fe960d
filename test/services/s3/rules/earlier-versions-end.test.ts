import { earlierVersionsEnd } from '#shared/services/s3/rules/earlier-versions-end';
import { aBucket, aClient, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const written = (bucket: Record<string, unknown>, call: Record<string, unknown> = {}) => [
  aClient(),
  aBucket('bucket', bucket),
  joined('client/write-objects', 'client', 'bucket', call),
];

testRule(earlierVersionsEnd, {
  valid: {
    'earlier versions that expire': written({ versioned: true, expiration: 864_000, noncurrentExpiration: 86_400 }),
    'a bucket in which nothing is replaced or deleted': written({ versioned: true }),
    'a bucket without versions': written({ expiration: 864_000 }),
  },
  invalid: {
    'objects that expire into earlier versions': {
      drawn: written({ versioned: true, expiration: 864_000 }),
      message: 'earlier versions of the objects of bucket stay for ever and are charged: let them expire',
      at: { resource: 'bucket', field: 'noncurrentExpiration' },
      remedy: 'Delete earlier versions after 30 days',
    },
    'objects that are replaced': {
      drawn: written({ versioned: true, newObjectShare: 0.1 }),
      message: 'earlier versions of the objects of bucket stay for ever and are charged: let them expire',
      at: { resource: 'bucket', field: 'noncurrentExpiration' },
      remedy: 'Delete earlier versions after 30 days',
    },
  },
});

import { objectSizeIsKnown } from '#shared/services/s3/rules/object-size-is-known';
import { aBucket, aClient, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const read = (bucket: Record<string, unknown> = {}) => [
  aClient('reader'),
  aBucket('bucket', bucket),
  joined('client/read-objects', 'reader', 'bucket'),
];

testRule(objectSizeIsKnown, {
  valid: {
    'a stated size': read({ objectSize: 1_000_000 }),
    'objects that a client writes': [...read(), aClient('writer'), joined('client/write-objects', 'writer', 'bucket')],
  },
  invalid: {
    'objects that come from nowhere': {
      drawn: read(),
      message:
        'bucket is read but nothing drawn writes to it: the bytes that are read are not on the bill; state the object size',
      at: { resource: 'bucket', field: 'objectSize' },
    },
  },
});

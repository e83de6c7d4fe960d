import { replacedObjectsCanBeRestored } from '#shared/services/s3/rules/replaced-objects-can-be-restored';
import { aBucket, aClient, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const written = (bucket: Record<string, unknown>, call: Record<string, unknown> = {}) => [
  aClient(),
  aBucket('bucket', bucket),
  joined('client/write-objects', 'client', 'bucket', call),
];

testRule(replacedObjectsCanBeRestored, {
  valid: {
    'objects of which each is new': written({}),
    'a versioned bucket': written({ versioned: true, newObjectShare: 0.5 }, { operation: 'delete' }),
  },
  invalid: {
    'objects that are replaced': {
      drawn: written({ newObjectShare: 0.5 }),
      message:
        'objects of bucket are replaced but it keeps no versions: what a faulty writer destroys cannot be brought back; turn versioning on',
      at: { resource: 'bucket', field: 'versioned' },
      remedy: 'Turn on versioning',
    },
    'objects that are removed': {
      drawn: written({}, { operation: 'delete' }),
      message:
        'objects of bucket are removed but it keeps no versions: what a faulty writer destroys cannot be brought back; turn versioning on',
      at: { resource: 'bucket', field: 'versioned' },
      remedy: 'Turn on versioning',
    },
  },
});

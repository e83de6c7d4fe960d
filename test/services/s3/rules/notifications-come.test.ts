import { notificationsCome } from '#shared/services/s3/rules/notifications-come';
import { aBucket, aClient, aFunction, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const drawn = (writer: Record<string, unknown>, notification: Record<string, unknown>) => [
  aClient(),
  aBucket(),
  aFunction(),
  joined('client/write-objects', 'client', 'bucket', writer),
  joined('s3/function-notification', 'bucket', 'worker', notification),
];

testRule(notificationsCome, {
  valid: {
    'a writer whose keys may begin with anything': drawn({}, { prefix: 'uploads/' }),
    'a writer of the prefix': drawn({ keyPrefix: 'uploads/images/' }, { prefix: 'uploads/' }),
    'a bucket that is written outside the drawing': drawn({}, {})
      .slice(1, 3)
      .concat(joined('s3/function-notification', 'bucket', 'worker', { event: 'removed' })),
    'objects that are removed': drawn({ operation: 'delete' }, { event: 'removed' }),
  },
  invalid: {
    'a prefix that nobody writes': {
      drawn: drawn({ keyPrefix: 'images/' }, { prefix: 'uploads/' }),
      message: 'worker is told of objects under uploads/, but the keys of bucket begin with images/: it gets nothing',
      at: { connection: 'bucket--worker', field: 'prefix' },
      remedy: 'Tell of objects under images/',
    },
    'an event that nobody causes': {
      drawn: drawn({}, { event: 'removed' }),
      message: 'worker is told of removed objects of bucket, but nothing drawn removes any: it gets nothing',
      at: { connection: 'bucket--worker', field: 'event' },
      remedy: 'Tell of created objects',
    },
  },
});

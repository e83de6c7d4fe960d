import { notificationsFitTheBucket } from '#shared/services/s3/rules/notifications-fit-the-bucket';
import { aBucket, aQueue, joined, numbered } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const told = (count: number) => [
  aBucket(),
  aQueue(),
  ...numbered(count, (n) => [
    joined('s3/queue-notification', 'bucket', 'queue', { prefix: `${n}/` }, `bucket--queue-${n}`),
  ]),
];

testRule(notificationsFitTheBucket, {
  valid: { 'a hundred notifications': told(100) },
  invalid: {
    'one more': {
      drawn: told(101),
      message: 'bucket has 101 notifications but a bucket takes 100: send to a topic and subscribe the receivers to it',
      at: { resource: 'bucket' },
    },
  },
});

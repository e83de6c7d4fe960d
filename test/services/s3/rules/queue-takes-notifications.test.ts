import { queueTakesNotifications } from '#shared/services/s3/rules/queue-takes-notifications';
import { aBucket, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(queueTakesNotifications, {
  valid: {
    'a queue of AWS’s own size': [aBucket(), aQueue(), joined('s3/queue-notification', 'bucket', 'queue')],
    'a queue of 64 KiB': [
      aBucket(),
      aQueue('queue', { maximumMessageSize: 65_536 }),
      joined('s3/queue-notification', 'bucket', 'queue'),
    ],
  },
  invalid: {
    'a smaller one': {
      drawn: [
        aBucket(),
        aQueue('queue', { maximumMessageSize: 32_768 }),
        joined('s3/queue-notification', 'bucket', 'queue'),
      ],
      message:
        'notifications of bucket have up to 64 KiB but queue takes 32 KiB: SQS refuses larger ones without a word',
      at: { connection: 'bucket--queue' },
      remedy: 'Let queue take 64 KiB',
    },
  },
});

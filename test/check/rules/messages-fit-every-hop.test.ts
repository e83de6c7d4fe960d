import { messagesFitEveryHop } from '#shared/check/rules/messages-fit-every-hop';
import { aClient, aFunction, anApi, aQueue, aStateMachine, aStream, aTopic, joined } from '../../support/builders';
import { testRule } from '../../support/rule-tester';

testRule(messagesFitEveryHop, {
  valid: {
    'messages of 1 KiB': [aClient(), aQueue(), joined('client/send-message', 'client', 'queue')],
    'what a topic delivers to a queue with a lower limit of its own': [
      aClient('client', { payload: 200_000 }),
      aTopic(),
      aQueue('queue', { maximumMessageSize: 1024 }),
      joined('client/publish', 'client', 'topic'),
      joined('sns/queue-subscription', 'topic', 'queue'),
    ],
  },
  invalid: {
    'messages above what a topic takes, which may be raised': {
      drawn: [aClient('client', { payload: 300_000 }), aTopic(), joined('client/publish', 'client', 'topic')],
      message:
        'messages have 300,000 bytes on average but topic takes 256 KiB at most: raise the limit, or put the payload in S3 and send its address',
      at: { connection: 'client--topic' },
      remedy: 'Let topic take 300,000 bytes',
    },
    'requests above what an asynchronous invocation takes': {
      drawn: [
        aClient('client', { payload: 2_000_000 }),
        anApi(),
        aFunction(),
        joined('client/http-request', 'client', 'api'),
        joined('api-gateway/lambda-async', 'api', 'worker'),
      ],
      message:
        'messages have 2,000,000 bytes on average but worker takes 1 MiB at most: put the payload in S3 and send its address',
      at: { connection: 'api--worker' },
    },
    'requests above what a function takes although the API takes them': {
      drawn: [
        aClient('client', { payload: 8_000_000 }),
        anApi(),
        aFunction(),
        joined('client/http-request', 'client', 'api'),
        joined('api-gateway/lambda-proxy', 'api', 'worker'),
      ],
      message:
        'messages have 8,000,000 bytes on average but worker takes 6 MiB at most: put the payload in S3 and send its address',
      at: { connection: 'api--worker' },
    },
    'requests above what an API takes': {
      drawn: [aClient('client', { payload: 20_971_520 }), anApi(), joined('client/http-request', 'client', 'api')],
      message:
        'messages have 20 MiB on average but api takes 10 MiB at most: put the payload in S3 and send its address',
      at: { connection: 'client--api' },
    },
    'an input above what an execution takes, which is less than a queue or a bus takes': {
      drawn: [
        aClient('client', { payload: 300_000 }),
        aStateMachine('order'),
        joined('client/start-execution', 'client', 'order'),
      ],
      message:
        'messages have 300,000 bytes on average but order takes 256 KiB at most: put the payload in S3 and send its address',
      at: { connection: 'client--order' },
    },
    'messages above what any queue takes': {
      drawn: [aClient('client', { payload: 2_097_152 }), aQueue(), joined('client/send-message', 'client', 'queue')],
      message:
        'messages have 2 MiB on average but queue takes 1 MiB at most: put the payload in S3 and send its address',
      at: { connection: 'client--queue' },
    },
    'records above the stream’s limit': {
      drawn: [aClient('client', { payload: 2_097_152 }), aStream(), joined('client/put-record', 'client', 'stream')],
      message:
        'messages have 2 MiB on average but stream takes 1 MiB at most: raise the limit, or put the payload in S3 and send its address',
      at: { connection: 'client--stream' },
      remedy: 'Let stream take 2 MiB',
    },
  },
});

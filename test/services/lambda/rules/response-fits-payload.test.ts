import { responseFitsPayload } from '#shared/services/lambda/rules/response-fits-payload';
import { aClient, aFunction, anApi, aQueue, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(responseFitsPayload, {
  valid: {
    'a response of 1 KiB': [aClient(), aFunction(), joined('client/invoke', 'client', 'worker')],
    'a large one that nobody waits for': [
      aQueue(),
      aFunction('worker', { responseSize: 10_485_760 }),
      joined('lambda/queue-event-source', 'queue', 'worker'),
    ],
  },
  invalid: {
    'one of 10 MiB behind an API': {
      drawn: [
        anApi(),
        aFunction('worker', { responseSize: 10_485_760 }),
        joined('api-gateway/lambda-proxy', 'api', 'worker'),
      ],
      message:
        'worker answers api with 10 MiB but 6 MiB is the most: put the result in S3 and answer with a presigned URL',
      at: { resource: 'worker', field: 'responseSize' },
    },
  },
});

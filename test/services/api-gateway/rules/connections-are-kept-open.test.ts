import { connectionsAreKeptOpen } from '#shared/services/api-gateway/rules/connections-are-kept-open';
import type { Config } from '#shared/model/graph';
import { aClient, aFunction, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const talked = (config: Config) => [
  aClient(),
  anApi('api', { type: 'WEBSOCKET', ...config }),
  aFunction(),
  joined('client/websocket', 'client', 'api'),
  joined('api-gateway/websocket-lambda', 'api', 'worker'),
];

testRule(connectionsAreKeptOpen, {
  valid: {
    'a message in ten minutes': talked({ sessionLength: 3600, messagesPerConnection: 5 }),
    'clients to which something is pushed, nobody knows how often': [
      ...talked({ sessionLength: 3600, messagesPerConnection: 0 }),
      joined('lambda/post-to-connection', 'worker', 'api'),
    ],
    'an API that nobody calls': [anApi('api', { type: 'WEBSOCKET', sessionLength: 3600, messagesPerConnection: 0 })],
  },
  invalid: {
    'clients that are silent for longer': {
      drawn: talked({ sessionLength: 3600, messagesPerConnection: 2 }),
      message:
        'clients of api are silent for 1,200 s on average and nothing is pushed to them, but a connection ends after 600 s without a message: let them send one in time, or connect again',
      at: { resource: 'api', field: 'messagesPerConnection' },
    },
  },
});

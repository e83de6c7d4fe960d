import { messagesFitAFrame } from '#shared/services/api-gateway/rules/messages-fit-a-frame';
import type { Config } from '#shared/model/graph';
import { aClient, anApi, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const sent = (payload: number, config: Config = {}) => [
  aClient('client', { payload }),
  anApi('api', { type: 'WEBSOCKET', ...config }),
  joined('client/websocket', 'client', 'api'),
];

testRule(messagesFitAFrame, {
  valid: {
    '32 KB': sent(32_768),
    'what is no message at all, another rule’s matter': sent(200_000),
    'clients that only listen': sent(40_000, { messagesPerConnection: 0 }),
  },
  invalid: {
    '40 KB': {
      drawn: sent(40_960),
      message:
        'messages of client have 40 KiB but a frame to api has 32 KiB at most: send them in several frames, or put the payload in S3 and send its address',
      at: { connection: 'client--api' },
    },
  },
});

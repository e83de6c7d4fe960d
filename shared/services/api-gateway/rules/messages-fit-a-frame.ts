import type { Terms } from '#shared/model/contract';
import type { ResourceRule } from '#shared/model/rule';
import { bytesText } from '#shared/model/wording';
import type { ApiConfig } from '../config';

export const messagesFitAFrame: ResourceRule<ApiConfig> = {
  id: 'api-gateway/messages-fit-a-frame',
  title: 'messages to a WebSocket API fit a frame',
  severity: 'warning',
  category: 'limits',
  why: 'A frame may have 32 KB, a message 128 KB in several frames. A larger frame closes the connection with status 1009, and browsers send a message in one frame. Each 32 KB that have begun are metered as a message.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html',
  asOf: '2026-11-23',
  check({ name, config: { type, messagesPerConnection }, inbound }, report, { quota }) {
    if (type !== 'WEBSOCKET' || messagesPerConnection === 0) return;
    const [frame, message] = [quota('api-gateway/websocket-frame'), quota('api-gateway/websocket-message')];
    for (const { id, from } of inbound) {
      if (from.contract !== 'http-call') continue;
      const { payload } = from.terms as Terms<'http-call'>;
      // What is larger than a message is another rule's.
      if (payload <= frame || payload > message) continue;
      report(
        { connection: id },
        `messages of ${from.resource.name} have ${bytesText(payload)} but a frame to ${name} has ${bytesText(frame)} at most: send them in several frames, or put the payload in S3 and send its address`,
      );
    }
  },
};

import type { ResourceRule } from '#shared/model/rule';
import { routesOf } from '../authorizers';
import type { ApiConfig } from '../config';
import { eventOf, isPush } from '../sockets';

export const pushesFindTheirConnections: ResourceRule<ApiConfig> = {
  id: 'api-gateway/pushes-find-their-connections',
  title: 'whoever pushes to connections can know which there are',
  severity: 'warning',
  category: 'semantics',
  why: 'A push names the id of one connection, and API Gateway has no list of them. The ids come with $connect and with each message; without a route for either nothing ever learns one, and nothing can be pushed.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html',
  asOf: '2026-11-23',
  check({ id, name, config: { type }, inbound, outbound }, report) {
    const pusher = inbound.find(isPush);
    if (type !== 'WEBSOCKET' || !pusher) return;
    if (routesOf({ outbound }).some((each) => eventOf(each) !== 'disconnect')) return;
    report(
      { resource: id },
      `${pusher.from.resource.name} pushes to connections of ${name} but nothing learns their ids: draw a route for $connect that keeps them, to a table or a function`,
    );
  },
};

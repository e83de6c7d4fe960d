/** Settings of a route of a WebSocket API. */
import { z } from 'zod';
import { flag, share, text } from '#shared/model/field';
import { throttleFields } from './throttle-config';

const ROUTES = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html';
const RESPONSES =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-response.html';
const asOf = '2026-11-23';

const route = {
  routeKey: text(
    {
      title: 'Route key',
      help: '$connect when a client connects, $disconnect when it is gone (best effort), $default for messages that name no other route; else what the route selection expression finds in a message.',
      source: ROUTES,
      asOf,
    },
    '$default',
  ),
  trafficShare: share(
    {
      title: 'Share of the messages',
      help: 'Share of the messages that take this route. Unset: the routes for messages share what is left evenly. Without a meaning for $connect and $disconnect.',
      unset: 'an even share',
    },
    undefined,
  ),
  ...throttleFields,
};

export const config = z.looseObject(route);

/** Of routes whose integration has something to say to the client. */
export const answeringConfig = z.looseObject({
  ...route,
  answers: flag(
    {
      title: 'Route response',
      help: 'What the integration answers goes back to the client over its connection; it is metered as a message. Off: the client hears of failures only.',
      source: RESPONSES,
      asOf,
    },
    false,
  ),
});

export const objectConfig = z.looseObject({
  ...route,
  keyPrefix: text(
    {
      title: 'Key prefix',
      help: 'With what the keys begin, before the id of the message: uploads/. Empty: the id alone.',
      defaultFrom: 'assumption',
    },
    '',
  ),
});

export type SocketRouteConfig = z.infer<typeof config>;
export type AnsweringRouteConfig = z.infer<typeof answeringConfig>;
export type SocketObjectConfig = z.infer<typeof objectConfig>;

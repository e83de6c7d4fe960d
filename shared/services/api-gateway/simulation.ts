import type { Actor, ActorContext } from '#shared/model/simulation';
import type { ApiConfig } from './config';
import { ApiActor } from './request-simulation';
import { SocketApiActor } from './socket-simulation';

export function actor(context: ActorContext<ApiConfig>): Actor {
  return context.resource.config.type === 'WEBSOCKET' ? new SocketApiActor(context) : new ApiActor(context);
}

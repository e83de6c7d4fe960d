/** A queue in a run. */
import type { Actor, ActorContext } from '#shared/model/simulation';
import type { QueueConfig } from './config';
import { FifoQueue } from './fifo-queue';
import { StandardQueue } from './standard-queue';

export function actor(context: ActorContext<QueueConfig>): Actor {
  return context.resource.config.type === 'fifo' ? new FifoQueue(context) : new StandardQueue(context);
}

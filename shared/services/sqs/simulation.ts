/** A queue in a run. */
import type { Actor, ActorContext } from '#shared/model/simulation';
import type { QueueConfig } from './config';
import { FairQueue } from './fair-queue';
import { FifoQueue } from './fifo-queue';
import { StandardQueue } from './standard-queue';

export function actor(context: ActorContext<QueueConfig>): Actor {
  const { type } = context.resource.config;
  if (type === 'fifo') return new FifoQueue(context);
  return type === 'fair' ? new FairQueue(context) : new StandardQueue(context);
}

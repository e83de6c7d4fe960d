/** A queue in a run. */
import type { Actor, ActorContext } from '#shared/model/simulation';
import type { QueueConfig } from './config';
import { FairQueue } from './fair-queue';
import { FifoQueue } from './fifo-queue';
import { StandardQueue } from './standard-queue';

export function actor(context: ActorContext<QueueConfig>): Actor {
  switch (context.resource.config.type) {
    case 'fifo':
      return new FifoQueue(context);
    case 'fair':
      return new FairQueue(context);
    case 'standard':
      return new StandardQueue(context);
  }
}

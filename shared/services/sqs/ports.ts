import { port, type Port } from '#shared/model/service';
import type { QueueConfig } from './config';

export const ports: readonly Port<QueueConfig>[] = [
  port('in', 'enqueue', ({ type, maximumMessageSize, retention, contentBasedDeduplication }: QueueConfig) => ({
    fifo: type === 'fifo',
    isFair: type === 'fair',
    maximumMessageSize,
    retention,
    contentBasedDeduplication,
  })),
  port('out', 'poll-queue', (queue: QueueConfig) => ({
    fifo: queue.type === 'fifo',
    visibilityTimeout: queue.visibilityTimeout,
    retention: queue.retention,
    delay: queue.delay,
    receiveWait: queue.receiveWait,
    messageGroups: queue.messageGroups,
  })),
  port('out', 'redrive', ({ type, retention }: QueueConfig) => ({ fifo: type === 'fifo', retention })),
];

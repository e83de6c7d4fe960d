import { port, type Port } from '#shared/model/service';
import type { TopicConfig } from './config';

export const ports: readonly Port<TopicConfig>[] = [
  port('in', 'publish', ({ type, maximumMessageSize, contentBasedDeduplication }: TopicConfig) => ({
    fifo: type === 'fifo',
    maximumMessageSize,
    contentBasedDeduplication,
  })),
  port('out', 'deliver', ({ type, maximumMessageSize }: TopicConfig) => ({
    fifo: type === 'fifo',
    maximumMessageSize,
  })),
];

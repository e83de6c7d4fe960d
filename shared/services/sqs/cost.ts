import type { Usage, UsageContext } from '#shared/model/cost';
import type { QueueConfig } from './config';

export function usage(_context: UsageContext<QueueConfig>): readonly Usage[] {
  return [];
}

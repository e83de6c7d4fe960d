import type { Usage, UsageContext } from '#shared/model/cost';
import type { TopicConfig } from './config';

export function usage(_context: UsageContext<TopicConfig>): readonly Usage[] {
  return [];
}

import type { Usage, UsageContext } from '#shared/model/cost';
import type { StreamConfig } from './config';

export function usage(_context: UsageContext<StreamConfig>): readonly Usage[] {
  return [];
}

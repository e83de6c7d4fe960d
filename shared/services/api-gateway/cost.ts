import type { Usage, UsageContext } from '#shared/model/cost';
import type { ApiConfig } from './config';

export function usage(_context: UsageContext<ApiConfig>): readonly Usage[] {
  return [];
}

import type { Usage, UsageContext } from '#shared/model/cost';
import type { FunctionConfig } from './config';

export function usage(_context: UsageContext<FunctionConfig>): readonly Usage[] {
  return [];
}

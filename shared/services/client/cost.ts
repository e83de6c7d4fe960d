import type { Usage, UsageContext } from '#shared/model/cost';
import type { ClientConfig } from './config';

export function usage(_context: UsageContext<ClientConfig>): readonly Usage[] {
  return [];
}

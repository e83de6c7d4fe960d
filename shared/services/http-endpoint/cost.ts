import type { Usage, UsageContext } from '#shared/model/cost';
import type { EndpointConfig } from './config';

/** AWS charges nothing for it; what its callers pay is on their lines. */
export function usage(_context: UsageContext<EndpointConfig>): readonly Usage[] {
  return [];
}

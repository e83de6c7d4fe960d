/** The redrive policy of a queue, as those who poll it see it. */
import type { Resource } from './graph';

/** Receives before a message moves to the dead-letter queue; undefined without one. */
export function receivesAllowed({ outbound }: Pick<Resource, 'outbound'>): number | undefined {
  for (const { kind, config } of outbound) {
    const receives = kind.receives(config);
    if (receives !== undefined) return receives;
  }
  return undefined;
}

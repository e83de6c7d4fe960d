/** Tenants of a fair queue, which the senders of its messages name as their message group. */
import type { ContractTerms } from './contract';
import type { End } from './graph';

const isFairQueue = ({ contract, terms }: End): boolean =>
  contract === 'enqueue' && (terms as ContractTerms['enqueue']).isFair;

/**
 * Whether messages should name their tenant because a fair queue gets them: the receiver itself, or one behind it. Of
 * topics, standard ones hand the tenant on, to standard queues only
 * (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html, as of 2026-11-28).
 */
export function wantsTenant({ to }: { readonly to: End }): boolean {
  if (to.contract !== 'publish') return isFairQueue(to);
  return (
    !(to.terms as ContractTerms['publish']).fifo &&
    to.resource.outbound.some((next) => next.kind.role === 'work' && isFairQueue(next.to))
  );
}

/** A text that begins so is a path to the name; any other is one name for all. */
export const isPath = (group: string): boolean => group.trim().startsWith('$.');

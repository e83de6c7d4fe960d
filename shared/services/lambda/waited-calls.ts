/** Which calls of the code are made when, in a run as in the steady state. */
import type { Contract } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';

/** Contracts under which a call that is waited for takes as long as the work behind it. */
const WAITED_FOR: ReadonlySet<Contract> = new Set<Contract>(['invoke', 'http', 'start-workflow']);

/**
 * Whether the code waits while somebody else works: such a call begins with each attempt. All others are sends: an attempt
 * makes them once its own work has succeeded.
 */
export const isWaitedFor = ({ kind, to }: Connection): boolean =>
  kind.invocation === 'synchronous' && WAITED_FOR.has(to.contract);

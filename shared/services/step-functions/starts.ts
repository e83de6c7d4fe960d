/** Quotas by which executions begin and go on, and who waits for their end. */
import type { Connection } from '#shared/model/graph';
import type { StateMachineConfig } from './config';

export const TRANSITIONS = 'step-functions/transitions';
export const OPEN = 'step-functions/open-executions';

const STARTS = {
  standard: { rate: 'step-functions/standard-starts', burst: 'step-functions/standard-start-burst' },
  express: { rate: 'step-functions/express-starts', burst: 'step-functions/express-start-burst' },
} as const;

/** Items of an inline Map. */
export const MAP_CONCURRENCY = 'step-functions/map-concurrency';

/** Longest execution, seconds. */
export const LONGEST_STANDARD = 'step-functions/standard-duration';
export const LONGEST_EXPRESS = 'step-functions/express-duration';

/** Ids of the token bucket of StartExecution. AWS states none for StartSyncExecution. */
export const startsOf = (type: StateMachineConfig['type']) => STARTS[type];

/** StartSyncExecution answers with the end of the execution, StartExecution with its beginning. */
export const waitsForEnd = ({ kind }: Pick<Connection, 'kind'>): boolean => kind.invocation === 'synchronous';

/** Id of the quota of the longest execution. */
export const longestOf = (type: StateMachineConfig['type']) =>
  type === 'express' ? LONGEST_EXPRESS : LONGEST_STANDARD;

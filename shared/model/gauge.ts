/** Numbers that are held for a time: their mean is weighted by time. Imported as a namespace. */

/** Work in progress. */
export const concurrency = 0;
/** Waiting. */
export const backlog = 1;
/** Handed to a consumer and not yet settled. */
export const inFlight = 2;
/** Execution environments, busy and idle. */
export const environments = 3;

/** Number of gauges. */
export const COUNT = 4;

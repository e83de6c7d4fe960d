/** What happened, counted for each resource; see each actor for what the words mean there. Imported as a namespace. */

/** Asked to be taken in; of entries, fresh requests. */
export const offered = 0;
export const throttled = 1;
/** Ended well. */
export const served = 2;
/** Ended without success. */
export const failed = 3;
export const deadLettered = 4;
/** Ended nowhere: expired, dropped, no destination. */
export const lost = 5;
/** Done more than once. */
export const duplicates = 6;
export const coldStarts = 7;
/** Attempts after the first. */
export const retries = 8;
export const timeouts = 9;
/** Left out by a filter. */
export const filtered = 10;
/** Calls, batches or invocations begun. */
export const attempts = 11;
/** Work done for a caller that no longer waited. */
export const wasted = 12;
/** Attempts refused for want of capacity, those included that are tried again and in the end succeed. */
export const throttledAttempts = 13;

/** Number of counters. */
export const COUNT = 14;

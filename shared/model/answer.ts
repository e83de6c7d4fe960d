/**
 * What a receiver says to a message, at once or later, and what a caller sees. Below `throttled` the work was accepted;
 * from there on it was not, or failed. Imported as a namespace.
 */

/** Accepted for good: acknowledged, or done. */
export const taken = 0;
/** Accepted; an answer follows. */
export const pending = 1;
/** Refused for want of capacity: 429, or the service's own throttling error. */
export const throttled = 2;
/** The code ran and failed: a function error. An SDK does not retry it. */
export const failed = 3;
/** 500 */
export const serverError = 4;
/** 502 */
export const badGateway = 5;
/** 503 */
export const unavailable = 6;
/** 504 */
export const timedOut = 7;
/** The caller stopped waiting. */
export const gaveUp = 8;

/** Number of different answers. */
export const COUNT = 9;

export type Code =
  | typeof taken
  | typeof pending
  | typeof throttled
  | typeof failed
  | typeof serverError
  | typeof badGateway
  | typeof unavailable
  | typeof timedOut
  | typeof gaveUp;

/** Backlogs as a fluid: what overload leaves behind and how long it stays. */
import { requireNonNegative, requirePositive } from './arguments';

export interface Backlog {
  /** Messages waiting at the end of the overload. */
  readonly messages: number;
  /** Age of the oldest of them, seconds: what is ahead of the newest divided by the service rate. */
  readonly oldestAge: number;
}

/** Backlog after `overloadSeconds` at `arrivalRate` against `serviceRate` (both per second), first in first out. */
export function backlogAfter(overload: {
  arrivalRate: number;
  serviceRate: number;
  overloadSeconds: number;
  initialBacklog: number;
}): Backlog {
  requireNonNegative('arrivalRate', overload.arrivalRate);
  requirePositive('serviceRate', overload.serviceRate);
  requireNonNegative('overloadSeconds', overload.overloadSeconds);
  requireNonNegative('initialBacklog', overload.initialBacklog);
  const growth = (overload.arrivalRate - overload.serviceRate) * overload.overloadSeconds;
  const messages = Math.max(0, overload.initialBacklog + growth);
  return { messages, oldestAge: messages / overload.serviceRate };
}

/** Time to empty a backlog, seconds; Infinity where arrivals are not below the service rate. */
export function drainSeconds(drain: { backlog: number; arrivalRate: number; serviceRate: number }): number {
  requireNonNegative('backlog', drain.backlog);
  requireNonNegative('arrivalRate', drain.arrivalRate);
  requireNonNegative('serviceRate', drain.serviceRate);
  if (drain.backlog === 0) return 0;
  return drain.serviceRate > drain.arrivalRate ? drain.backlog / (drain.serviceRate - drain.arrivalRate) : Infinity;
}

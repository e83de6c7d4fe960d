import type { Terms } from '#shared/model/contract';
import { meanWithin } from '#shared/queueing/tail';

/** Requests a second for each unit of concurrency (lambda/latest/dg/gettingstarted-limits). */
const REQUESTS_PER_UNIT = 10;

/**
 * Requests a second that a function with a reservation can take: min(C ÷ D, 10 × C) for concurrency C and mean
 * duration D. Undefined without a reservation, where it depends on what else runs in the account.
 */
export function functionCapacity({ reservedConcurrency, duration, timeout }: Terms<'invoke'>): number | undefined {
  if (reservedConcurrency === undefined) return undefined;
  return Math.min(reservedConcurrency / meanWithin(duration, timeout), REQUESTS_PER_UNIT * reservedConcurrency);
}

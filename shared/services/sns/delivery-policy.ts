/**
 * When SNS tries a delivery again: at once, then at the shortest wait, then backing off to the longest, then at the longest
 * (sns-message-delivery-retries, 2026-11-23). The jitter that SNS adds is not published and left out.
 */
import { type BackoffFunction, backoffWait } from '#shared/model/backoff';
import { type Seconds, seconds } from '#shared/model/unit';
import type { EndpointSubscriptionConfig } from './subscription-config';

export interface DeliveryPolicy {
  /** In all four phases together. */
  readonly retries: number;
  readonly atOnce: number;
  readonly beforeBackoff: number;
  readonly afterBackoff: number;
  readonly form: BackoffFunction;
  /** Seconds. */
  readonly shortest: number;
  readonly longest: number;
}

/** AWS's own for queues and functions, which nobody can change. */
export const MANAGED_ENDPOINTS: DeliveryPolicy = {
  retries: 100_015,
  atOnce: 3,
  beforeBackoff: 2,
  afterBackoff: 100_000,
  form: 'exponential',
  shortest: 1,
  longest: 20,
};

/** AWS's own for delivery streams, which refuse only by throttling. */
export const THROTTLING_STREAMS: DeliveryPolicy = {
  retries: 50,
  atOnce: 0,
  beforeBackoff: 2,
  afterBackoff: 38,
  form: 'exponential',
  shortest: 10,
  longest: 600,
};

export function policyOf(config: EndpointSubscriptionConfig): DeliveryPolicy {
  return {
    retries: config.retries,
    atOnce: config.retriesAtOnce,
    beforeBackoff: config.retriesBeforeBackoff,
    afterBackoff: config.retriesAfterBackoff,
    form: config.backoffFunction,
    shortest: config.retryInterval,
    longest: config.longestRetryInterval ?? config.retryInterval,
  };
}

/** Retries that no other phase claims. */
export const backoffRetries = ({ retries, atOnce, beforeBackoff, afterBackoff }: DeliveryPolicy): number =>
  Math.max(0, retries - atOnce - beforeBackoff - afterBackoff);

/**
 * Seconds before the next attempt.
 * @param tries attempts made, 1 or more
 */
export function retryWait(tries: number, policy: DeliveryPolicy): number {
  const { atOnce, beforeBackoff, form, shortest, longest } = policy;
  if (tries <= atOnce) return 0;
  const backedOff = tries - atOnce - beforeBackoff;
  if (backedOff <= 0) return shortest;
  const retries = backoffRetries(policy);
  return backedOff <= retries ? backoffWait(backedOff - 1, { form, retries, shortest, longest }) : longest;
}

/** From the first attempt to the last, all failing, without the time that they take themselves. */
export function retryTime(policy: DeliveryPolicy): Seconds {
  return seconds(meanRetryTime(policy, 1));
}

/**
 * Time that retries keep a message on average, attempts failing independently: Σ failProbability^k × wait before the k-th
 * retry, seconds.
 */
export function meanRetryTime(policy: DeliveryPolicy, failProbability: number): number {
  let time = 0;
  for (let tries = 1; tries <= policy.retries; tries++) time += failProbability ** tries * retryWait(tries, policy);
  return time;
}

/** The least that all retries take, whatever the formula of the backoff: only a straight line is known to be one. */
export function leastRetryTime(policy: DeliveryPolicy): Seconds {
  if (policy.form === 'linear') return retryTime(policy);
  const { atOnce, beforeBackoff, shortest, longest } = policy;
  const flat = retryTime({ ...policy, longest: shortest });
  const atLongest = Math.min(policy.retries - atOnce - beforeBackoff, policy.afterBackoff);
  const last = backoffRetries(policy) > 1 ? 1 : 0;
  return seconds(flat + Math.max(0, atLongest + last) * Math.max(0, longest - shortest));
}

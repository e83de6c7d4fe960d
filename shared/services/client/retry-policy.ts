/** How a client tries again: delays, what is worth trying, and the brake of the SDK's retry quota. */
import * as Answer from '#shared/model/answer';
import type { Uniform } from '#shared/model/simulation';
import type { ClientConfig } from './config';

/**
 * Delays in seconds and costs in tokens (docs.aws.amazon.com/sdkref feature-retry-behavior; @smithy/core 3.41.0;
 * botocore 1.43; as of 2026-11-23). Plain HTTP has no rule of AWS's: the same full jitter from 0.1 s is an assumption.
 */
const HTTP = { base: 0.1, throttledBase: 0.1, hasQuota: false, cost: 0, throttledCost: 0 } as const;
const policies = {
  standard: { base: 0.05, throttledBase: 1, hasQuota: true, cost: 14, throttledCost: 5 },
  'standard-before-2026': { base: 0.1, throttledBase: 0.5, hasQuota: true, cost: 10, throttledCost: 5 },
  legacy: { base: 1, throttledBase: 1, hasQuota: false, cost: 0, throttledCost: 0 },
  none: { base: 0, throttledBase: 0, hasQuota: false, cost: 0, throttledCost: 0 },
  http: HTTP,
  'function-url': HTTP,
} as const;

/** Longest delay between two attempts, seconds (same source). */
const longestDelay = 20;

/** Tokens that a request earns which succeeds at the first attempt. */
const firstTryBonus = 1;

export type PolicyName = ClientConfig['retryMode'] | 'http' | 'function-url';

export class RetryPolicy {
  readonly attempts: number;
  private readonly policy: (typeof policies)[PolicyName];
  private readonly seesFailures: boolean;
  private readonly jitter: Uniform;
  private tokens: number;
  private readonly quota: number;

  constructor(name: PolicyName, attempts: number, quota: number, jitter: Uniform) {
    this.policy = policies[name];
    this.seesFailures = name === 'function-url';
    this.attempts = attempts;
    this.quota = quota;
    this.tokens = quota;
    this.jitter = jitter;
  }

  /**
   * Delay before the next attempt, seconds; −1 for none. `tries` attempts have failed, the last with `answer`.
   * A function error reaches an SDK as HTTP 200, and so does a failed execution whoever waits for it through an HTTP
   * API: neither tries again. The URL of a function answers 502.
   */
  delay(tries: number, answer: Answer.Code): number {
    if (tries >= this.attempts) return -1;
    if (answer === Answer.failed && !this.seesFailures) return -1;
    const isThrottle = answer === Answer.throttled;
    if (!this.pay(this.costOf(answer))) return -1;
    const base = isThrottle ? this.policy.throttledBase : this.policy.base;
    return this.jitter.next() * Math.min(longestDelay, base * 2 ** (tries - 1));
  }

  /** A call ended well: the tokens of its last retry come back, or the bonus of a first try. */
  succeeded(tries: number, lastAnswer: Answer.Code): void {
    if (!this.policy.hasQuota) return;
    const back = tries === 1 ? firstTryBonus : this.costOf(lastAnswer);
    this.tokens = Math.min(this.quota, this.tokens + back);
  }

  private costOf(answer: Answer.Code): number {
    return answer === Answer.throttled ? this.policy.throttledCost : this.policy.cost;
  }

  private pay(cost: number): boolean {
    if (!this.policy.hasQuota) return true;
    if (this.tokens < cost) return false;
    this.tokens -= cost;
    return true;
  }
}

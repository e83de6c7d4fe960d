/**
 * How much of the consumers' attention each tenant of a fair queue has: messages in flight, and the time for which they
 * are in flight (sqs-fair-queues-detailed, as of 2026-11-28). AWS calls a tenant noisy that has more than a tenth of the
 * messages in flight and at least thirty, or more than a tenth of the recent processing time. Its thresholds are
 * approximate, and how far back "recent" reaches it does not say: here it is the present minute and the one before.
 */

/** Share of messages in flight, or of processing time, above which a tenant is noisy. */
export const NOISY_SHARE = 0.1;
/** Fewest messages in flight of a tenant that is noisy by their share. */
const LEAST_IN_FLIGHT = 30;
/** Seconds. */
const WINDOW = 60;

export class TenantShares {
  /** By tenant, and last of all tenants together: messages in flight. */
  private readonly flying: Int32Array;
  /** Processing time until `at`, seconds. */
  private readonly worked: Float64Array;
  private readonly at: Float64Array;
  /** The window that `at` lies in, and the processing time until it began and until the one before it began. */
  private readonly window: Int32Array;
  private readonly untilWindow: Float64Array;
  private readonly untilBefore: Float64Array;
  private readonly all: number;

  constructor(tenants: number) {
    this.all = tenants;
    this.flying = new Int32Array(tenants + 1);
    this.worked = new Float64Array(tenants + 1);
    this.at = new Float64Array(tenants + 1);
    this.window = new Int32Array(tenants + 1);
    this.untilWindow = new Float64Array(tenants + 1);
    this.untilBefore = new Float64Array(tenants + 1);
  }

  inFlight(tenant: number): number {
    return this.flying[tenant]!;
  }

  /** A message is handed out (1) or is in flight no longer (−1); a negative tenant is one that has no other message. */
  count(tenant: number, change: 1 | -1, now: number): void {
    this.settle(this.all, now);
    this.flying[this.all]! += change;
    if (tenant < 0) return;
    this.settle(tenant, now);
    this.flying[tenant]! += change;
  }

  isAboveThreshold(tenant: number, now: number): boolean {
    const { flying, all } = this;
    const own = flying[tenant]!;
    if (own >= LEAST_IN_FLIGHT && own > NOISY_SHARE * flying[all]!) return true;
    return this.recent(tenant, now) > NOISY_SHARE * this.recent(all, now);
  }

  /** Processing time since the window before the present one began. */
  private recent(tenant: number, now: number): number {
    this.settle(tenant, now);
    return this.worked[tenant]! - this.untilBefore[tenant]!;
  }

  /** Between two calls the number in flight is the same, so that the time until any window's beginning follows from it. */
  private settle(tenant: number, now: number): void {
    const { at, worked, window } = this;
    const last = window[tenant]!;
    const present = Math.floor(now / WINDOW);
    if (present > last) {
      this.untilBefore[tenant] =
        present === last + 1 ? this.untilWindow[tenant]! : this.workedUntil(tenant, (present - 1) * WINDOW);
      this.untilWindow[tenant] = this.workedUntil(tenant, present * WINDOW);
      window[tenant] = present;
    }
    worked[tenant] = this.workedUntil(tenant, now);
    at[tenant] = now;
  }

  private workedUntil(tenant: number, time: number): number {
    return this.worked[tenant]! + this.flying[tenant]! * (time - this.at[tenant]!);
  }
}

/** Where a figure comes from. Every AWS number in Spillway carries one. */
export interface Provenance {
  /** Address of the page or package that states it. */
  readonly source: string;
  /** Day on which it was last read there, as YYYY-MM-DD. */
  readonly asOf: string;
}

/** What is fixed, what is an account setting and what is only assumed. */
export type QuotaScope = 'resource' | 'account-region' | 'connection';

export type LimitUnit = '1/s' | 'concurrent' | 'messages' | 'B' | 'B/s' | 's' | 'count' | 'calls/s' | 'ratio';

/** An AWS limit: a dated fact, overridable for an account where AWS lets it be raised. */
export interface Quota extends Provenance {
  /** `service/what`, stable for ever, for example `lambda/concurrent-executions`. */
  readonly id: string;
  readonly title: string;
  readonly value: number;
  /** Values of Regions that differ from `value`. */
  readonly byRegion?: Readonly<Record<string, number>>;
  readonly unit: LimitUnit;
  readonly scope: QuotaScope;
  readonly adjustable: boolean;
  /** The value to which AWS is known to raise it, where known. */
  readonly ceiling?: number;
  /** What the caller sees beyond it: HTTP status and exception name. */
  readonly error?: string;
  /** The CloudWatch metric that shows it. */
  readonly metric?: string;
  /** Service Quotas' codes of the service and of the quota, both or neither: for a request, and to read its lists. */
  readonly serviceCode?: string;
  readonly quotaCode?: string;
  /** What a new account has until AWS raises it, where known. */
  readonly newAccount?: Provenance & { readonly value: number };
  readonly note?: string;
}

/** A limit of the account and Region that several resources draw on together. */
export interface SharedPool {
  readonly id: string;
  readonly title: string;
  /** The quota that sizes it. */
  readonly quota: string;
}

/**
 * Whether a fact was last read more than a year before a day. AWS changes quotas, prices and defaults within months: an
 * older one is still shown, and said to be old.
 * @param asOf When it was read, as YYYY-MM-DD.
 * @param day The day of the question, as YYYY-MM-DD.
 */
export function isOlderThanAYear(asOf: string, day: string): boolean {
  const anniversary = `${Number(asOf.slice(0, 4)) + 1}${asOf.slice(4)}`;
  return anniversary < day;
}

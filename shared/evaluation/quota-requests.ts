/** Limits that AWS would raise: what to ask for, so that the design has room at this load. */
import type { CapacityResult, LimitUse } from '#shared/model/capacity';
import type { Quota } from '#shared/model/fact';
import type { Account } from '#shared/model/graph';
import type { Registry } from '#shared/model/service';
import type { QuotaRequest } from './evaluation';

/** Room above what the load needs, since an increase takes days and is not asked for twice. */
const MARGIN = 1.2;
/** A Region goes into a command line only where it is one. */
const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/**
 * The increases that would make room for every limit that is full and that AWS raises on request, by quota. What an
 * edit of the design sets, such as a reservation, is not AWS's to raise.
 * @param needed limits as the load uses them where nothing before them refuses anything
 */
export function quotaRequests(
  needed: CapacityResult['needed'],
  account: Account,
  registry: Registry,
): readonly QuotaRequest[] {
  const quotas = new Map(registry.flatMap((service) => service.quotas).map((quota) => [quota.id, quota]));
  const requests = new Map<string, QuotaRequest>();
  for (const [resource, limits] of needed) {
    for (const limit of limits) {
      const quota = quotas.get(quotaOf(limit));
      if (limit.utilisation <= 1 || limit.isDeliberate || !quota?.adjustable) continue;
      const known = requests.get(quota.id);
      const next = requestFor(quota, limit, account);
      if (!Number.isFinite(next.desired)) continue;
      const neededBy = [...new Set([...(known?.neededBy ?? []), resource])].toSorted();
      requests.set(quota.id, { ...(known && known.desired >= next.desired ? known : next), neededBy });
    }
  }
  return [...requests.values()].toSorted((a, b) => (a.quota < b.quota ? -1 : 1));
}

/** A limit without a setting or a quota behind it may be a quota itself. */
const quotaOf = ({ setBy, id }: LimitUse): string => (setBy === undefined ? id : (setBy.quota ?? ''));

function requestFor(quota: Quota, { used, limit, unit }: LimitUse, account: Account): Omit<QuotaRequest, 'neededBy'> {
  const now = account.quotas[quota.id] ?? quota.byRegion?.[account.region] ?? quota.value;
  // A limit in the quota's own unit is the quota or what others leave of it, and grows by as much; any other, such as
  // 10 requests a second for each unit of concurrency, grows at least in proportion.
  const desired = roundUp(unit === quota.unit ? now + used * MARGIN - limit : (now * used * MARGIN) / limit);
  const { serviceCode, quotaCode, ceiling, id, title, source, asOf } = quota;
  return {
    quota: id,
    title,
    now,
    desired,
    unit: quota.unit,
    ...(ceiling !== undefined && desired > ceiling ? { ceiling } : {}),
    ...(serviceCode === undefined || quotaCode === undefined
      ? {}
      : { command: commandFor(serviceCode, quotaCode, desired, account.region) }),
    source,
    asOf,
  };
}

function commandFor(serviceCode: string, quotaCode: string, desired: number, region: string): string {
  const at = REGION.test(region) ? ` --region ${region}` : '';
  return `aws service-quotas request-service-quota-increase --service-code ${serviceCode} --quota-code ${quotaCode} --desired-value ${desired}${at}`;
}

/** To two significant digits, never down. */
function roundUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1);
  return Math.ceil(value / step - 1e-9) * step;
}

import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { methodThrottlesOf } from '#shared/model/usage-plan';
import { roughTime, short } from '#shared/model/wording';
import type { HttpRequestConfig } from '../call-config';

/** Seconds of the periods; a month is counted as 30 days. */
const PERIOD = { DAY: 86_400, WEEK: 604_800, MONTH: 2_592_000 } as const;

export const planQuotaLastsItsPeriod: ConnectionRule<HttpRequestConfig, 'http-call', 'http'> = {
  id: 'client/plan-quota-lasts-its-period',
  title: 'a usage plan’s quota lasts for its period',
  severity: 'info',
  category: 'capacity',
  why: 'When a plan’s quota is used up the key gets 429 until the period ends, however slowly it calls. Where that is what was sold, acknowledge the finding.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html',
  asOf: '2026-11-23',
  check({ id, config, from }, report, { capacity }) {
    const { usagePlan, planQuota, planPeriod, planRate } = config;
    const offered = capacity?.connections.get(id)?.flow.rate;
    if (!usagePlan || planQuota === undefined || offered === undefined || offered <= 0) return;
    // How much these refuse is not told apart from what other throttles do.
    if (methodThrottlesOf(config).length > 0) return;
    const rate = Math.min(offered, planRate ?? Infinity);
    const lasts = planQuota / rate;
    if (lasts >= PERIOD[planPeriod]) return;
    const needed = Math.ceil(rate * PERIOD[planPeriod]);
    report(
      { connection: id, field: 'planQuota' },
      `${from.resource.name} uses up its ${short(planQuota)} requests in ${roughTime(lasts)} at ${short(rate)} a second and gets 429 for the rest of the ${planPeriod.toLowerCase()}: ${short(needed)} would last`,
      set(`Set the quota to ${short(needed)}`, { connection: id }, 'planQuota', needed),
    );
  },
};

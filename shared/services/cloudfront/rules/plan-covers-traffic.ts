import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { SECONDS_PER_MONTH } from '#shared/model/unit';
import { short } from '#shared/model/wording';
import type { DistributionConfig } from '../config';
import { type PlanId, planOf, plans } from '../plans';

const MILLION = 1e6;
const TERABYTE = 1e12;

export const planCoversTraffic: ResourceRule<DistributionConfig> = {
  id: 'cloudfront/plan-covers-traffic',
  title: 'a flat-rate plan allows for the traffic of the month',
  severity: 'warning',
  category: 'cost',
  why: 'A flat-rate plan has an allowance of requests and bytes a month. There is no charge beyond it, but a distribution that keeps going beyond has to take a larger plan or to pay by use.',
  source: 'https://aws.amazon.com/cloudfront/pricing/',
  asOf: '2026-09-05',
  check({ id, name, config: { plan, responseSize } }, report, { capacity }) {
    const requests = (capacity?.resources.get(id)?.admitted ?? 0) * SECONDS_PER_MONTH;
    const sent = requests * responseSize;
    const covers = (each: PlanId): boolean => planOf(each).requests >= requests && planOf(each).bytes >= sent;
    if (covers(plan)) return;
    const larger = (Object.keys(plans) as PlanId[]).find((each) => planOf(each).meter !== undefined && covers(each));
    const next = larger ?? 'pay-as-you-go';
    report(
      { resource: id, field: 'plan' },
      `${name} serves ${short(requests / MILLION)} million requests and ${short(sent / TERABYTE)} TB a month, the plan ${planOf(plan).label} allows ${short(planOf(plan).requests / MILLION)} million and ${short(planOf(plan).bytes / TERABYTE)} TB: take ${larger === undefined ? 'payment by use' : `the plan ${planOf(larger).label}`}`,
      set(`Change the plan to ${planOf(next).label}`, { resource: id }, 'plan', next),
    );
  },
};

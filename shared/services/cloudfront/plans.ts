/** Flat-rate plans with what they allow a month (https://aws.amazon.com/cloudfront/pricing/, read 2026-09-05). */

const TB = 1e12;
const MILLION = 1e6;

export interface Plan {
  readonly label: string;
  /** Its price, a distribution and month; undefined where use is charged. */
  readonly meter?: string;
  readonly requests: number;
  readonly bytes: number;
}

const flat = (label: string, meter: string, millions: number, terabytes: number): Plan => ({
  label,
  meter: `cloudfront/plan_${meter}`,
  requests: millions * MILLION,
  bytes: terabytes * TB,
});

/** From the smallest to the largest. */
export const plans = {
  'pay-as-you-go': { label: 'By use', requests: Infinity, bytes: Infinity },
  free: flat('Free', 'free', 1, 0.1),
  pro: flat('Pro', 'pro', 10, 50),
  business: flat('Business', 'business', 125, 50),
  'premium-50': flat('Premium, 50 TB', 'premium_50tb', 500, 50),
  'premium-75': flat('Premium, 75 TB', 'premium_75tb', 750, 75),
  'premium-125': flat('Premium, 125 TB', 'premium_125tb', 1250, 125),
  'premium-200': flat('Premium, 200 TB', 'premium_200tb', 2000, 200),
  'premium-350': flat('Premium, 350 TB', 'premium_350tb', 3500, 350),
  'premium-600': flat('Premium, 600 TB', 'premium_600tb', 6000, 600),
} as const satisfies Readonly<Record<string, Plan>>;

export type PlanId = keyof typeof plans;

export const planOf = (id: PlanId): Plan => plans[id];

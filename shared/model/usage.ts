/** How a service states its use of a meter: a product of named factors, which is also its explanation. */
import type { CapacityReport } from './capacity';
import type { Usage } from './cost';
import type { ExplanationInput } from './explanation';
import { figure } from './figures';
import { HOURS_PER_MONTH, SECONDS_PER_MONTH } from './unit';

/** Bytes in a GB of the bill: AWS's pages count 1,024 × 1,024 × 1,024. */
const GB = 1024 ** 3;

/** One factor of a product; `divides` for what it is divided by. */
export interface Factor extends ExplanationInput {
  readonly value: number;
  readonly divides?: true;
}

export const MONTH: Factor = { name: 'seconds in a month', value: SECONDS_PER_MONTH, unit: 's' };
export const MONTH_HOURS: Factor = { name: 'hours in a month', value: HOURS_PER_MONTH, unit: 'h' };
export const PER_GB: Factor = { name: 'bytes in a GB', value: GB, unit: 'B', divides: true };

/** What is used, as a line of the bill names it. */
export interface Metered {
  readonly meter: string;
  readonly title?: string;
  readonly connection?: string;
}

/** Use of a meter in a month as the product of its factors; a factor of 1 is left out of the formula. */
export function product(metered: Metered, factors: readonly Factor[]): Usage {
  let quantity = 1;
  let formula = '';
  for (const { value, unit, divides } of factors) {
    quantity = divides ? quantity / value : quantity * value;
    if (value === 1 && unit === undefined) continue;
    const sign = divides ? ' ÷ ' : ' × ';
    formula += `${formula === '' ? '' : sign}${figure(value)}${unit === undefined ? '' : ` ${unit}`}`;
  }
  return { ...metered, quantity, because: { formula: formula === '' ? '1' : formula, inputs: factors.map(input) } };
}

function input({ name, value, unit, field }: Factor): ExplanationInput {
  return { name, value, ...(unit === undefined ? {} : { unit }), ...(field === undefined ? {} : { field }) };
}

/** X-Ray's default rule records the first request of each second and 5 % of the others. */
export function sampledTraces(calls: Factor): Usage {
  const traces = Math.min(1, calls.value) + 0.05 * Math.max(0, calls.value - 1);
  return {
    meter: 'xray/traces_recorded',
    title: 'X-Ray traces recorded',
    quantity: traces * SECONDS_PER_MONTH,
    because: {
      formula: `first request of each second and 5 % of the others = ${figure(traces)} traces/s × ${figure(SECONDS_PER_MONTH)} s`,
      inputs: [calls],
    },
  };
}

/** Whole units of `unitSize` that a payload of `size` is charged for; at least one. */
export function chunks(size: number, unitSize: number): number {
  return Math.max(1, Math.ceil(size / unitSize));
}

/** A rate that the service's capacity room reports, per second. @throws where it does not report it */
export function reported({ quantities }: CapacityReport, name: string): number {
  const value = quantities[name];
  if (value === undefined) throw new Error(`the capacity report has no quantity ${name}`);
  return value;
}

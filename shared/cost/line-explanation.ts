/** How a line of the bill came about, step by step. */
import type { PriceDimension, Usage } from '#shared/model/cost';
import type { Explanation, ExplanationInput } from '#shared/model/explanation';
import { grouped, plain, usdText } from '#shared/model/figures';
import type { Band } from './tiers';

/** What one meter costs the account, of which a line is a share. */
export interface MeterCharge {
  /** Use of the meter by all resources, a month. */
  readonly used: number;
  /** The part that is free. */
  readonly free: number;
  /** What is paid for, by band. */
  readonly bands: readonly Band[];
  readonly usd: number;
}

export function explainLine(usage: Usage, price: PriceDimension, charge: MeterCharge, usd: number): Explanation {
  const steps = [`${usage.because.formula} = ${grouped(usage.quantity)} × ${price.unit}`];
  const isShared = charge.used > usage.quantity;
  if (isShared) steps.push(`all use of the meter ${grouped(charge.used)}`);
  if (charge.free > 0) steps.push(`less ${grouped(charge.free)} free = ${grouped(charge.used - charge.free)}`);
  if (charge.bands.length > 0) steps.push(`${charge.bands.map(bandText).join(' + ')} = ${usdText(charge.usd)}`);
  if (isShared && charge.usd > 0)
    steps.push(`${usdText(charge.usd)} × ${grouped(usage.quantity)} ÷ ${grouped(charge.used)} = ${usdText(usd)}`);
  return { formula: steps.join('; '), inputs: inputs(usage, price, charge), source: price.source, asOf: price.asOf };
}

/** For use whose price is not known. */
export function explainUnpriced(usage: Usage, region: string): Explanation {
  return {
    formula: `${usage.because.formula} = ${grouped(usage.quantity)}; no price of ${usage.meter} is known in ${region}, so it is not in the total`,
    inputs: usage.because.inputs,
  };
}

function bandText({ quantity, usdPerUnit }: Band): string {
  return `${grouped(quantity)} × ${plain(usdPerUnit)} USD`;
}

function inputs(usage: Usage, price: PriceDimension, charge: MeterCharge): readonly ExplanationInput[] {
  const all: ExplanationInput[] = [...usage.because.inputs];
  let floor = 0;
  for (const { quantity, usdPerUnit } of charge.bands) {
    const name = floor === 0 ? 'price' : `price above ${grouped(floor)}`;
    all.push({ name, value: usdPerUnit, unit: `USD/${price.unit}` });
    floor += quantity;
  }
  if (charge.free > 0) all.push({ name: 'free tier', value: charge.free, unit: price.unit });
  if (price.confidence !== 'high') all.push({ name: 'confidence in the price', value: price.confidence });
  all.push({ name: 'what is counted', value: price.metering });
  return all;
}

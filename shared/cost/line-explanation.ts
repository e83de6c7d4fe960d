/** How a line of the bill came about, step by step. What all lines of a meter share is put in words once. */
import type { PriceDimension, Usage } from '#shared/model/cost';
import type { Explanation, ExplanationInput } from '#shared/model/explanation';
import { grouped, plain, usdText } from '#shared/model/figures';
import type { Band } from './tiers';

/** What one meter costs the account, of which a line is a share. */
export interface MeterCharge {
  readonly price: PriceDimension;
  /** Use of the meter by all resources, a month. */
  readonly used: number;
  /** The part that is free. */
  readonly free: number;
  /** What is paid for, by band. */
  readonly bands: readonly Band[];
  readonly usd: number;
}

/** A meter's charge in words. */
export interface ChargeInWords {
  /** Steps from the use of all lines to the meter's cost. */
  readonly steps: string;
  readonly usedText: string;
  readonly usdText: string;
  readonly inputs: readonly ExplanationInput[];
}

export function chargeInWords(charge: MeterCharge): ChargeInWords {
  const { used, free, bands, usd } = charge;
  const total = usdText(usd);
  const less = free > 0 ? `; less ${grouped(free)} free = ${grouped(used - free)}` : '';
  const paid = bands.length > 0 ? `; ${bands.map(bandText).join(' + ')} = ${total}` : '';
  return { steps: less + paid, usedText: grouped(used), usdText: total, inputs: priceInputs(charge) };
}

export function explainLine(usage: Usage, charge: MeterCharge, words: ChargeInWords, usd: number): Explanation {
  const { price } = charge;
  const quantity = grouped(usage.quantity);
  const isShared = charge.used > usage.quantity;
  const together = isShared ? `; all use of the meter ${words.usedText}` : '';
  const share =
    isShared && charge.usd > 0 ? `; ${words.usdText} × ${quantity} ÷ ${words.usedText} = ${usdText(usd)}` : '';
  return {
    formula: `${usage.because.formula} = ${quantity} × ${price.unit}${together}${words.steps}${share}`,
    inputs: [...usage.because.inputs, ...words.inputs],
    source: price.source,
    asOf: price.asOf,
  };
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

function priceInputs({ price, bands, free }: MeterCharge): readonly ExplanationInput[] {
  const all: ExplanationInput[] = [];
  let floor = 0;
  for (const { quantity, usdPerUnit } of bands) {
    const name = floor === 0 ? 'price' : `price above ${grouped(floor)}`;
    all.push({ name, value: usdPerUnit, unit: `USD/${price.unit}` });
    floor += quantity;
  }
  if (free > 0) all.push({ name: 'free tier', value: free, unit: price.unit });
  if (price.confidence !== 'high') all.push({ name: 'confidence in the price', value: price.confidence });
  all.push({ name: 'what is counted', value: price.metering });
  return all;
}

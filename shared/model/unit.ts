/** Numbers with units. A quantity is made only by its constructor, so that seconds cannot be given where a rate is due. */
declare const unit: unique symbol;

export type Quantity<U extends string> = number & { readonly [unit]: U };

export type Seconds = Quantity<'s'>;
export type PerSecond = Quantity<'1/s'>;
export type Bytes = Quantity<'B'>;
export type Usd = Quantity<'USD'>;
export type Ratio = Quantity<'ratio'>;

export const seconds = (value: number): Seconds => value as Seconds;
export const perSecond = (value: number): PerSecond => value as PerSecond;
export const bytes = (value: number): Bytes => value as Bytes;
export const ratio = (value: number): Ratio => value as Ratio;

/** 1,024 bytes: what AWS means by KB in Lambda, SQS and Kinesis limits. */
export const KIB = 1024;
/** 1,048,576 bytes. */
export const MIB = 1024 * 1024;

/** Hours in a priced month: the AWS Pricing Calculator's convention. */
export const HOURS_PER_MONTH = 730;
/** Seconds in a priced month (730 h). */
export const SECONDS_PER_MONTH = HOURS_PER_MONTH * 3600;

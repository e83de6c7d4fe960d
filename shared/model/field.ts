/**
 * Configuration fields. One definition gives the type, the AWS bounds, the default, the inspector's form,
 * the JSON Schema and the documentation.
 */
import { z } from 'zod';
import type { Bytes, PerSecond, Ratio, Seconds } from './unit';

export type FieldKind = 'duration' | 'size' | 'count' | 'rate' | 'ratio' | 'choice' | 'flag' | 'text' | 'distribution';

export interface FieldMeta {
  readonly kind: FieldKind;
  readonly title: string;
  /** One sentence on what it does, in AWS's words. */
  readonly help?: string;
  /** Unit of a count: `MB`, `messages`. */
  readonly unit?: string;
  /** `basic` fields come first in the form; `more` is folded. Default `basic`. */
  readonly group?: 'basic' | 'more';
  /** Shown and used only where another field of the same resource has one of these values. */
  readonly appliesWhen?: { readonly field: string; readonly is: readonly (string | boolean)[] };
  /** `aws` where the default is AWS's own, `assumption` where it is ours. */
  readonly defaultFrom?: 'aws' | 'assumption';
  readonly source?: string;
  readonly asOf?: string;
  /** Titles of the options of a choice. */
  readonly labels?: Readonly<Record<string, string>>;
  /** What an unset optional field means: `account pool`, `never`. */
  readonly unset?: string;
}

type Described = Omit<FieldMeta, 'kind'>;

interface NumberBounds {
  readonly min: number;
  readonly max: number;
  /** Whole numbers only. */
  readonly whole?: boolean;
}

function numberField(kind: FieldKind, meta: Described, bounds: NumberBounds): z.ZodNumber {
  const base = z.number().min(bounds.min).max(bounds.max);
  return (bounds.whole ? base.int() : base).meta({ ...meta, kind });
}

type WithDefault<T> = z.ZodDefault<z.ZodType<T>>;
type Optional<T> = z.ZodOptional<z.ZodType<T>>;
type FieldOf<T, D> = D extends undefined ? Optional<T> : WithDefault<T>;

function finish<T, D extends number | undefined>(field: z.ZodNumber, fallback: D): FieldOf<T, D> {
  const typed = field as unknown as z.ZodType<T>;
  return (fallback === undefined ? typed.optional() : typed.default(fallback as never)) as FieldOf<T, D>;
}

/** A time in seconds. `fallback` undefined makes the field optional. */
export function duration<D extends number | undefined>(
  meta: Described & NumberBounds,
  fallback: D,
): FieldOf<Seconds, D> {
  return finish(numberField('duration', describe(meta), meta), fallback);
}

/** A size in bytes. */
export function size<D extends number | undefined>(meta: Described & NumberBounds, fallback: D): FieldOf<Bytes, D> {
  return finish(numberField('size', describe(meta), { whole: true, ...meta }), fallback);
}

/** A whole number of things. */
export function count<D extends number | undefined>(meta: Described & NumberBounds, fallback: D): FieldOf<number, D> {
  return finish(numberField('count', describe(meta), { whole: true, ...meta }), fallback);
}

/** A rate per second. */
export function rate<D extends number | undefined>(meta: Described & NumberBounds, fallback: D): FieldOf<PerSecond, D> {
  return finish(numberField('rate', describe(meta), meta), fallback);
}

/** A share or a multiple; bounds default to 0..1. */
export function share<D extends number | undefined>(
  meta: Described & Partial<NumberBounds>,
  fallback: D,
): FieldOf<Ratio, D> {
  return finish(numberField('ratio', describe(meta), { min: 0, max: 1, ...meta }), fallback);
}

/** One of a few named values. */
export function choice<const T extends string>(
  meta: Described & { readonly labels: Readonly<Record<T, string>> },
  fallback: NoInfer<T>,
): z.ZodDefault<z.ZodType<T>> {
  const values = Object.keys(meta.labels) as [T, ...T[]];
  const field = z.enum(values).meta({ ...meta, kind: 'choice' }) as unknown as z.ZodType<T>;
  return field.default(fallback as never);
}

/** On or off. */
export function flag(meta: Described, fallback: boolean): z.ZodDefault<z.ZodBoolean> {
  return z
    .boolean()
    .meta({ ...meta, kind: 'flag' })
    .default(fallback);
}

/** Free text, at most 256 characters. */
export function text(meta: Described, fallback: string): z.ZodDefault<z.ZodString> {
  return z
    .string()
    .max(256)
    .meta({ ...meta, kind: 'text' })
    .default(fallback);
}

export type DistributionLaw = 'constant' | 'exponential' | 'lognormal';

/** A service time by its law, mean (s) and squared coefficient of variation (scv; exponential has 1, constant 0). */
export interface Distribution {
  readonly distribution: DistributionLaw;
  readonly mean: Seconds;
  readonly scv: number;
}

/** A duration with its spread: law, mean in seconds, squared coefficient of variation. */
export function distribution(
  meta: Described & NumberBounds,
  fallback: { readonly distribution: DistributionLaw; readonly mean: number; readonly scv: number },
): z.ZodDefault<z.ZodType<Distribution>> {
  const field = z
    .object({
      distribution: z.enum(['constant', 'exponential', 'lognormal']).default(fallback.distribution),
      mean: z.number().min(meta.min).max(meta.max).default(fallback.mean),
      scv: z.number().min(0).max(100).default(fallback.scv),
    })
    .meta({ ...describe(meta), kind: 'distribution' }) as unknown as z.ZodType<Distribution>;
  return field.default(fallback as never);
}

/** Squared coefficient of variation that a distribution has, whatever its scv field says. */
export function scvOf(law: Distribution): number {
  if (law.distribution === 'constant') return 0;
  return law.distribution === 'exponential' ? 1 : law.scv;
}

function describe({ min: _min, max: _max, whole: _whole, ...meta }: Described & Partial<NumberBounds>): Described {
  return meta;
}

export type ConfigSchema<C> = z.ZodObject & { readonly _output: C };

/** A field as forms and documents need it. */
export interface FieldDescription extends FieldMeta {
  readonly name: string;
  readonly default?: unknown;
  readonly min?: number;
  readonly max?: number;
  readonly whole?: boolean;
  readonly options?: readonly string[];
}

/** The fields of a configuration schema, in the order in which they were written. */
export function describeFields(schema: z.ZodObject): readonly FieldDescription[] {
  return Object.entries(schema.shape).map(([name, field]) => describeField(name, field as z.ZodType));
}

function describeField(name: string, field: z.ZodType): FieldDescription {
  let inner: z.ZodType = field;
  let fallback: unknown;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional) {
    if (inner instanceof z.ZodDefault) fallback = inner.def.defaultValue;
    inner = inner.unwrap() as z.ZodType;
  }
  const meta = inner.meta() as (FieldMeta & { id?: string }) | undefined;
  if (!meta) throw new Error(`field ${name} was not made by shared/model/field`);
  const numeric = inner instanceof z.ZodNumber ? inner : undefined;
  const mean = inner instanceof z.ZodObject ? unwrapNumber(inner.shape['mean'] as z.ZodType) : undefined;
  const bounds = numeric ?? mean;
  return {
    ...meta,
    name,
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(bounds ? { min: bounds.minValue ?? -Infinity, max: bounds.maxValue ?? Infinity } : {}),
    ...(numeric?.isInt ? { whole: true } : {}),
    ...(inner instanceof z.ZodEnum ? { options: inner.options as string[] } : {}),
  };
}

function unwrapNumber(field: z.ZodType): z.ZodNumber | undefined {
  let inner = field;
  while (inner instanceof z.ZodDefault || inner instanceof z.ZodOptional) inner = inner.unwrap() as z.ZodType;
  return inner instanceof z.ZodNumber ? inner : undefined;
}

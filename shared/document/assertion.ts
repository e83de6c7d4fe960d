/** Assertions: what the design must hold, kept in the project file and judged by the command line and in CI. */
import { z } from 'zod';
import type { PerSecond, Ratio, Seconds, Usd } from '#shared/model/unit';
import { idSchema } from './ids';

interface Named {
  readonly id: string;
}

interface AtLoad extends Named {
  /** Factor of the drawn load at which it must hold; 1 where not given. */
  readonly loadFactor?: Ratio;
}

export type Assertion =
  /** No limit breaks below this total rate of the entry resources. */
  | (Named & { readonly kind: 'sustains'; readonly atLeast: PerSecond })
  /** The month's bill. */
  | (AtLoad & { readonly kind: 'cost'; readonly atMost: Usd })
  /** Room under every limit, or under those of one resource: 0.3 is 30 %. */
  | (AtLoad & { readonly kind: 'headroom'; readonly atLeast: Ratio; readonly resource?: string })
  /** Mean time from arrival to answer at one resource. */
  | (AtLoad & { readonly kind: 'latency'; readonly resource: string; readonly atMost: Seconds })
  /** No finding of severity error stands without an acknowledgement. */
  | (AtLoad & { readonly kind: 'no-errors' })
  /** No work ends lost. */
  | (AtLoad & { readonly kind: 'no-loss' });

const atLoad = {
  id: idSchema,
  loadFactor: z.number().gt(0).max(1_000_000).meta({ title: 'Load factor' }).exactOptional(),
};

export const assertionSchema = z.discriminatedUnion('kind', [
  z.looseObject({
    id: idSchema,
    kind: z.literal('sustains'),
    atLeast: z
      .number()
      .min(0)
      .meta({ title: 'At least', description: 'Total rate of the entries, per second.', unit: '1/s' }),
  }),
  z.looseObject({
    ...atLoad,
    kind: z.literal('cost'),
    atMost: z.number().min(0).meta({ title: 'At most', description: 'USD a month.', unit: 'USD' }),
  }),
  z.looseObject({
    ...atLoad,
    kind: z.literal('headroom'),
    atLeast: z.number().min(0).max(1).meta({ title: 'At least', description: 'Share of the limit that is free.' }),
    resource: z.string().exactOptional(),
  }),
  z.looseObject({
    ...atLoad,
    kind: z.literal('latency'),
    resource: z.string(),
    atMost: z.number().min(0).meta({ title: 'At most', description: 'In seconds.', unit: 's' }),
  }),
  z.looseObject({ ...atLoad, kind: z.literal('no-errors') }),
  z.looseObject({ ...atLoad, kind: z.literal('no-loss') }),
]);

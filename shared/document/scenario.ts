/**
 * Scenarios: how the entry resources' rates move, for how long, and what goes wrong meanwhile.
 * A profile's factors multiply the rate of every entry resource.
 */
import { z } from 'zod';
import type { Ratio, Seconds } from '#shared/model/unit';
import { idSchema } from './ids';

/** The most that a scenario may state. */
export const SCENARIO_BOUNDS = {
  /** A year: longer runs say nothing more and are typing mistakes. */
  seconds: 366 * 86_400,
  factor: 1_000_000,
  tracePoints: 100_000,
  seed: 2 ** 32 - 1,
  poisonMessages: 1_000_000,
  nameLength: 128,
} as const;

/** The load as drawn, all the time: every design has this scenario. No id of a document starts with a colon. */
export const AS_DRAWN = ':as-drawn';

/** How the load moves over a run. Times in seconds from its start, factors of the drawn load. */
export type LoadProfile =
  | { readonly kind: 'constant' }
  /** From one factor to another in a straight line over `over` seconds, then level. */
  | { readonly kind: 'ramp'; readonly from: Ratio; readonly to: Ratio; readonly over: Seconds }
  /** 1 until `at`, then up to `factor` within `rise`, level for `hold`, back to 1 within `fall`. */
  | {
      readonly kind: 'spike';
      readonly factor: Ratio;
      readonly at: Seconds;
      readonly rise: Seconds;
      readonly hold: Seconds;
      readonly fall: Seconds;
    }
  /** A sine wave of 24 h that starts at its `low` and is at its `high` after 12 h. */
  | { readonly kind: 'daily'; readonly low: Ratio; readonly high: Ratio }
  /** Straight lines between [time, factor] points in rising time; level before the first and after the last. */
  | { readonly kind: 'trace'; readonly points: readonly (readonly [Seconds, Ratio])[] };

interface Injected {
  /** Id of the resource that it happens to. */
  readonly resource: string;
  /** Seconds from the start of the run. */
  readonly at: Seconds;
}

interface Lasting extends Injected {
  readonly for: Seconds;
}

/** Something that goes wrong in a run. */
export type Failure =
  /** A share of the work fails. */
  | (Lasting & { readonly kind: 'errors'; readonly share: Ratio })
  /** Work takes `factor` times as long. */
  | (Lasting & { readonly kind: 'slowness'; readonly factor: Ratio })
  /** A quota that the resource draws on falls to a share of its value, for all who draw on it. */
  | (Lasting & { readonly kind: 'quota-cut'; readonly quota: string; readonly to: Ratio })
  /** A share of the messages carries one and the same key. */
  | (Lasting & { readonly kind: 'hot-key'; readonly share: Ratio })
  /** Messages that fail every time that they are tried. */
  | (Injected & { readonly kind: 'poison-message'; readonly count: number })
  /** Every warm environment is gone at once. */
  | (Injected & { readonly kind: 'cold-start-storm' })
  /** Nothing is fetched from it, or done by it. */
  | (Lasting & { readonly kind: 'consumer-stopped' })
  /** Load beyond the profile for a while: does the design come back when it is over? */
  | (Lasting & { readonly kind: 'kick'; readonly factor: Ratio });

export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly profile: LoadProfile;
  readonly duration: Seconds;
  /** Whole number from 0 to 4,294,967,295. Same document and seed, same run. */
  readonly seed: number;
  /** Time at the start that the statistics leave out; found from the run where not given. */
  readonly warmUp?: Seconds;
  readonly failures: readonly Failure[];
}

const time = (title: string) =>
  z.number().min(0).max(SCENARIO_BOUNDS.seconds).meta({ title, description: 'In seconds.', unit: 's' });
const factor = (title: string) =>
  z
    .number()
    .min(0)
    .max(SCENARIO_BOUNDS.factor)
    .meta({ title, description: 'Multiplies the rate of every entry resource.' });
const portion = (title: string) => z.number().min(0).max(1).meta({ title });

const point = z.tuple([time('Time'), factor('Factor')]);
const rising = (points: readonly (readonly [number, number])[]): boolean =>
  points.every((each, index) => index === 0 || each[0] > (points[index - 1]?.[0] ?? 0));

export const profileSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('constant') }),
  z.looseObject({ kind: z.literal('ramp'), from: factor('From'), to: factor('To'), over: time('Over') }),
  z.looseObject({
    kind: z.literal('spike'),
    factor: factor('Factor'),
    at: time('At'),
    rise: time('Rise'),
    hold: time('Hold'),
    fall: time('Fall'),
  }),
  z.looseObject({ kind: z.literal('daily'), low: factor('Low'), high: factor('High') }),
  z.looseObject({
    kind: z.literal('trace'),
    points: z
      .array(point)
      .min(1)
      .max(SCENARIO_BOUNDS.tracePoints)
      .refine(rising, 'must have times that rise from point to point')
      .meta({ title: 'Points', description: '[time in seconds, factor], in rising time.' }),
  }),
]);

const injected = { resource: z.string().meta({ title: 'Resource' }), at: time('At') };
const lasting = { ...injected, for: time('For') };

export const failureSchema = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('errors'), ...lasting, share: portion('Share that fails') }),
  z.looseObject({ kind: z.literal('slowness'), ...lasting, factor: z.number().min(1).max(SCENARIO_BOUNDS.factor) }),
  z.looseObject({ kind: z.literal('quota-cut'), ...lasting, quota: z.string(), to: portion('Share that is left') }),
  z.looseObject({ kind: z.literal('hot-key'), ...lasting, share: portion('Share of the hot key') }),
  z.looseObject({
    kind: z.literal('poison-message'),
    ...injected,
    count: z.int().min(1).max(SCENARIO_BOUNDS.poisonMessages),
  }),
  z.looseObject({ kind: z.literal('cold-start-storm'), ...injected }),
  z.looseObject({ kind: z.literal('consumer-stopped'), ...lasting }),
  z.looseObject({ kind: z.literal('kick'), ...lasting, factor: factor('Factor') }),
]);

export const scenarioSchema = z.looseObject({
  id: idSchema,
  name: z.string().meta({ title: 'Name' }),
  profile: profileSchema.meta({ title: 'Profile' }).default({ kind: 'constant' }),
  duration: z
    .number()
    .gt(0)
    .max(SCENARIO_BOUNDS.seconds)
    .meta({ title: 'Duration', description: 'In seconds.', unit: 's' }),
  seed: z.int().min(0).max(SCENARIO_BOUNDS.seed).meta({ title: 'Seed' }).default(1),
  warmUp: time('Warm-up').exactOptional(),
  failures: z.array(failureSchema).meta({ title: 'Failures' }).default([]),
});

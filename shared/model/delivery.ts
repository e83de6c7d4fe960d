/** What a sender that delivers to others says of one delivery: what it gives up, and the rate that it is kept to. */
import type { LimitUse, Spill } from './capacity';
import type { Connection } from './graph';
import { set } from './remedy';
import { perSecond } from './unit';
import { roughTime } from './wording';

/**
 * Messages a second whose last attempt has failed: kept in `letters`, or lost where there is no such connection.
 * @param lastAfter seconds between the first attempt and the last, where that is known
 */
export function givenUpSpill(
  connection: Connection,
  rate: number,
  letters: Connection | undefined,
  lastAfter = 0,
): readonly Spill[] {
  if (rate <= 0) return [];
  const target = `${connection.to.resource.name}${lastAfter > 0 ? ` (about ${roughTime(lastAfter)} after the first)` : ''}`;
  return [
    {
      ends: letters ? 'dead-letter queue' : 'lost',
      rate: perSecond(rate),
      connection: letters?.id ?? connection.id,
      story: letters
        ? `given up after the last attempt at ${target} and kept in ${letters.to.resource.name}`
        : `given up after the last attempt at ${target}: there is no dead-letter queue`,
    },
  ];
}

/** Calls a second of a delivery, and what a setting of its connection or a quota lets through. */
export interface PaceUse {
  readonly asked: number;
  readonly limit: number;
}

interface PaceWords {
  readonly id: string;
  readonly title: string;
  /** Setting of the connection that states the rate. */
  readonly field: string;
  readonly formula: string;
  readonly source: string;
  readonly asOf: string;
  /** What raises the rate to `wanted`. */
  raise(wanted: number): string;
  /** The most that the setting may state; without it anything. */
  readonly most?: number;
  /** What becomes of calls beyond it, where it is not that they wait. */
  readonly beyond?: string;
}

/** The rate limit of a delivery; none where nothing keeps it to a rate. */
export function paceLimit(connection: Connection, pace: PaceUse | undefined, words: PaceWords): readonly LimitUse[] {
  if (!pace) return [];
  const { asked, limit } = pace;
  const { id, title, field, formula, source, asOf, raise, most = Infinity } = words;
  const { beyond = 'deliveries to the endpoint are delayed, without an error' } = words;
  const at = { connection: connection.id };
  const wanted = Math.ceil(asked * 1.2);
  return [
    {
      id,
      title,
      used: asked,
      limit,
      unit: '1/s',
      utilisation: asked / limit,
      grade: 'exact',
      ...at,
      setBy: { ...at, field },
      beyond,
      because: () => ({
        formula,
        inputs: [
          { name: 'calls', value: asked, unit: '1/s' },
          { name: 'rate limit', value: limit, unit: '1/s', field },
        ],
        source,
        asOf,
      }),
      ...(wanted <= most ? { raise: () => set(raise(wanted), at, field, wanted) } : {}),
    },
  ];
}

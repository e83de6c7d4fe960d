/** The use that all resources together make of a quota of the account and Region. */
import type { CapacityContext, LimitUse } from './capacity';
import type { ExplanationInput, Grade } from './explanation';

interface PoolWords {
  readonly title: string;
  readonly beyond: string;
  readonly formula: string;
  /** What is counted. */
  readonly used: string;
  readonly unit?: '1/s' | 'concurrent' | 'count';
  /** Default exact. */
  readonly grade?: Grade;
  /** Beside what is used and the quota. */
  readonly more?: readonly ExplanationInput[];
  readonly source: string;
  readonly asOf: string;
}

/** @param pool whose id is that of its quota */
export function poolLimit(
  pool: string,
  context: Pick<CapacityContext, 'pool'>,
  { title, beyond, formula, used, unit = '1/s', grade = 'exact', more = [], source, asOf }: PoolWords,
): LimitUse {
  const { size, demand } = context.pool(pool);
  return {
    id: pool,
    title,
    used: demand,
    limit: size,
    unit,
    utilisation: demand / size,
    grade,
    pool,
    setBy: { quota: pool },
    beyond,
    because: () => ({
      formula,
      inputs: [{ name: used, value: demand, unit }, { name: 'quota', value: size, unit }, ...more],
      source,
      asOf,
    }),
  };
}

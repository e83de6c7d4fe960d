/** Laws of durations. */
import type { Distribution } from '#shared/model/field';

/** Measured: (share, seconds) pairs in rising order, with straight lines between. */
export interface EmpiricalLaw {
  readonly percentiles: readonly (readonly [number, number])[];
}

export type Law = Distribution | EmpiricalLaw;

export function isEmpirical(law: Law): law is EmpiricalLaw {
  return 'percentiles' in law;
}

/** M/G/1: Poisson arrivals, one server, any law of the service time. */
import { requireNonNegative, requirePositive } from './arguments';

export interface MG1 {
  /** λ, per second. */
  readonly arrivalRate: number;
  /** Mean service time S, seconds. */
  readonly meanService: number;
  /** c²_s, squared coefficient of variation of the service time: 0 constant, 1 exponential. */
  readonly scvService: number;
}

/** Mean time in the queue, seconds: ρS(1 + c²_s) / (2(1 − ρ)) (Pollaczek–Khinchine; Kleinrock vol. 1, section 5.6). */
export function meanWaitMG1({ arrivalRate, meanService, scvService }: MG1): number {
  requireNonNegative('arrivalRate', arrivalRate);
  requirePositive('meanService', meanService);
  requireNonNegative('scvService', scvService);
  const rho = arrivalRate * meanService;
  return rho < 1 ? (rho * meanService * (1 + scvService)) / (2 * (1 - rho)) : Infinity;
}

/** Little's law and the systems that it fully describes. */
import { requireNonNegative, requirePositive } from './arguments';

/** Mean number in a system: L = λW (Little 1961). Rate per second, duration in seconds. */
export function meanConcurrency(arrivalRate: number, meanDuration: number): number {
  requireNonNegative('arrivalRate', arrivalRate);
  requireNonNegative('meanDuration', meanDuration);
  return arrivalRate * meanDuration;
}

/**
 * Mean concurrency `at` seconds after load starts on an empty system without limits (M/G/∞):
 * λ min(t, d) for a constant duration, λd(1 − e^{−t/d}) for an exponential one.
 */
export function concurrencyAfterStart(load: {
  arrivalRate: number;
  meanDuration: number;
  at: number;
  law: 'constant' | 'exponential';
}): number {
  requireNonNegative('arrivalRate', load.arrivalRate);
  requirePositive('meanDuration', load.meanDuration);
  requireNonNegative('at', load.at);
  if (load.law === 'constant') return load.arrivalRate * Math.min(load.at, load.meanDuration);
  return load.arrivalRate * load.meanDuration * -Math.expm1(-load.at / load.meanDuration);
}

/** Time in which something that grows by `perStep` every `stepSeconds`, continuously, goes from `initial` to `target`. */
export function secondsToRamp(ramp: { initial: number; target: number; perStep: number; stepSeconds: number }): number {
  requireNonNegative('initial', ramp.initial);
  requirePositive('perStep', ramp.perStep);
  requirePositive('stepSeconds', ramp.stepSeconds);
  return (Math.max(0, ramp.target - ramp.initial) * ramp.stepSeconds) / ramp.perStep;
}

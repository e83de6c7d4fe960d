/** Polls of a queue that find nothing. */
import { requireNonNegative, requirePositive } from './arguments';

/**
 * Empty polls per second of `pollers` that wait at a queue all the time, each poll for at most `wait` seconds.
 *
 * Poisson arrivals of `arrivalRate` per second end the poll of one of them, so that a poll lasts min(Exp(λ/n), w) and is
 * empty with probability e^{−λw/n}. By the renewal-reward theorem the empty polls are λ / (e^{λw/n} − 1) per second;
 * n/w where nothing arrives. Pollers that are busy with a batch poll less: an upper bound under load.
 */
export function emptyPolls(queue: { arrivalRate: number; pollers: number; wait: number }): number {
  requireNonNegative('arrivalRate', queue.arrivalRate);
  requirePositive('pollers', queue.pollers);
  requirePositive('wait', queue.wait);
  const x = (queue.arrivalRate * queue.wait) / queue.pollers;
  return x < 1e-9 ? queue.pollers / queue.wait : queue.arrivalRate / Math.expm1(x);
}

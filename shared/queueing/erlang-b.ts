/** Loss systems: c servers, no waiting room. Reserved concurrency under synchronous calls is one. */
import { requireNonNegative } from './arguments';

/** Servers beyond which the search for a loss target gives up: above any concurrency that AWS grants. */
const maxServers = 10_000_000;

/** Past this the loss is below 1e-300, and the reciprocal would overflow. */
const negligible = 1e300;

/** Relative size below which what is left of a sum does not change it. */
const rounding = 2 ** -54;

/**
 * Share of requests that find all servers busy (Erlang B; Kleinrock vol. 1, section 3.6). Insensitive to the law of
 * the service time. `offeredErlang` is a = arrival rate × mean service time.
 *
 * By the recurrence of the reciprocal, 1/B(c) = 1 + (c/a) / B(c − 1), written out from the top: 1 + c/a + c(c − 1)/a² + …
 * All terms are positive, and once c − k is below a they shrink, so that for many servers about √c of them count. A
 * fractional number of servers ends between 1/B(0) and 1/B(1), on their geometric mean: exact at whole numbers, monotone
 * between them.
 * @throws RangeError for negative arguments
 */
export function erlangB(servers: number, offeredErlang: number): number {
  requireNonNegative('servers', servers);
  requireNonNegative('offeredErlang', offeredErlang);
  if (offeredErlang === 0) return servers === 0 ? 1 : 0;
  if (offeredErlang === Infinity) return servers === Infinity ? 0 : 1;
  if (servers === Infinity) return 0;
  const perErlang = 1 / offeredErlang;
  const fraction = servers - Math.floor(servers);
  let term = 1;
  let reciprocal = 0;
  for (let server = servers; server > fraction; server--) {
    reciprocal += term;
    if (reciprocal > negligible) return 0;
    const ratio = server * perErlang;
    term *= ratio;
    // What is left is less than the geometric series with this ratio.
    if (ratio < 1 && term < reciprocal * (1 - ratio) * rounding) return 1 / reciprocal;
  }
  return 1 / (reciprocal + term * (fraction === 0 ? 1 : (1 + perErlang) ** fraction));
}

/**
 * Least whole number of servers whose loss is at most `targetLoss`.
 * @throws RangeError for a negative load, or a target of 0 (no finite number reaches it) or below
 */
export function serversForLoss(offeredErlang: number, targetLoss: number): number {
  requireNonNegative('offeredErlang', offeredErlang);
  if (!(targetLoss > 0)) throw new RangeError(`targetLoss must be above 0, got ${targetLoss}`);
  if (targetLoss >= 1) return 0;
  if (offeredErlang === 0) return 1;
  const perErlang = 1 / offeredErlang;
  const enough = 1 / targetLoss;
  let reciprocal = 1;
  for (let server = 1; server <= maxServers; server++) {
    reciprocal = 1 + server * perErlang * reciprocal;
    if (reciprocal >= enough) return server;
  }
  throw new RangeError(
    `no number of servers up to ${maxServers} loses ${targetLoss} of ${offeredErlang} erlang or less`,
  );
}

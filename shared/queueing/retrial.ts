/** Retrial queues: a refused customer waits in an orbit and tries again, each at its own rate, until it is served. */
import { requireNonNegative, requirePositive, requireWhole } from './arguments';
import type { MMc } from './erlang-c';

export interface Retrial extends MMc {
  /** ν: attempts per second of each waiting customer; 1 / mean backoff. */
  readonly retrialRate: number;
}

export interface RetrialSolution {
  /** Mean number that waits for its next attempt. */
  readonly meanOrbit: number;
  readonly meanBusy: number;
  /** Share of time, and by PASTA of fresh arrivals, that finds all servers busy. */
  readonly allBusyProbability: number;
}

/** M/M/1 retrial queue: orbit ρ(λ + ρν) / (ν(1 − ρ)) (Falin and Templeton 1997, section 1.2). Infinity where ρ ≥ 1. */
export function mm1Retrial(queue: Omit<Retrial, 'servers'>): RetrialSolution {
  requireNonNegative('arrivalRate', queue.arrivalRate);
  requirePositive('serviceRate', queue.serviceRate);
  requirePositive('retrialRate', queue.retrialRate);
  const rho = queue.arrivalRate / queue.serviceRate;
  if (rho >= 1) return { meanOrbit: Infinity, meanBusy: 1, allBusyProbability: 1 };
  const meanOrbit = (rho * (queue.arrivalRate + rho * queue.retrialRate)) / (queue.retrialRate * (1 - rho));
  return { meanOrbit, meanBusy: rho, allBusyProbability: rho };
}

/** Orbit at which the chain is cut. */
const maxOrbit = 20_000;

/**
 * M/M/c retrial queue, by its chain over (orbit, busy) cut where the orbit's tail is under 1e-13
 * (Artalejo and Falin 2002). From orbit j, the probabilities of the next level follow from the cut between levels,
 * (j + 1) ν Σ_{b < c} π(j + 1, b) = λ π(j, c), and from the balance of each state: one tridiagonal solution a level.
 * Infinity where ρ ≥ 1.
 */
export function mmcRetrial(queue: Retrial): RetrialSolution {
  const { arrivalRate: lambda, serviceRate: mu, retrialRate: nu, servers } = queue;
  requireNonNegative('arrivalRate', lambda);
  requirePositive('serviceRate', mu);
  requirePositive('retrialRate', nu);
  requireWhole('servers', servers, 1);
  if (lambda >= servers * mu) return { meanOrbit: Infinity, meanBusy: servers, allBusyProbability: 1 };
  const last = orbitCut(queue);
  return new LevelSweep(lambda, mu, nu, servers).run(last);
}

/** The orbit's tail falls about as ρ^j once retrials are frequent, so the cut is where that, past the mean, vanishes. */
function orbitCut({ arrivalRate, serviceRate, retrialRate, servers }: Retrial): number {
  const rho = arrivalRate / (servers * serviceRate);
  const mean = (rho * (arrivalRate + rho * retrialRate * servers)) / (retrialRate * (1 - rho));
  const tail = Math.log(1e-13) / Math.log(rho);
  return Math.min(maxOrbit, Math.ceil(mean + 12 * Math.sqrt(mean + 1) + tail));
}

/**
 * Backward elimination of the levels: with the flow down from level j + 1 known as a matrix of rank one (every retrial
 * of level j + 1 that succeeds enters level j one busy server higher), R_j = λ e_c x_jᵀ, so that a level's
 * probabilities are π(j + 1) = π(j, c) x_{j+1}: one vector a level.
 */
class LevelSweep {
  private readonly lambda: number;
  private readonly mu: number;
  private readonly nu: number;
  private readonly servers: number;
  constructor(lambda: number, mu: number, nu: number, servers: number) {
    this.lambda = lambda;
    this.mu = mu;
    this.nu = nu;
    this.servers = servers;
  }

  run(last: number): RetrialSolution {
    const levels: Float64Array[] = Array.from({ length: last + 1 });
    let above: Float64Array | undefined;
    for (let orbit = last; orbit >= 0; orbit--) {
      const vector = this.level(orbit, orbit === last, above);
      levels[orbit] = vector;
      above = vector;
    }
    return this.collect(levels);
  }

  /**
   * π(j, ·) up to a factor: balance of level j with what the levels above give back, entering flow λ at (j, c) for
   * j > 0. Scaled so that it is the answer to one unit of π(j − 1, c); level 0 is scaled to π(0, c) = 1.
   */
  private level(orbit: number, isLast: boolean, above: Float64Array | undefined): Float64Array {
    const { lambda, mu, nu, servers } = this;
    const x = new Float64Array(servers + 1);
    // Cut inside the level between b and b + 1, counted in unknowns π(b) and the return flow from above, which is
    // proportional to π(c): solve as π = u + π(c) v by forward substitution from b = 0.
    const retry = orbit * nu;
    const give = isLast || !above ? undefined : above;
    const u = new Float64Array(servers + 1);
    const v = new Float64Array(servers + 1);
    u[0] = 1;
    for (let b = 0; b < servers; b++) {
      // Balance of state b: (λ + retry + bμ) π(b) = λ π(b − 1) + (b + 1) μ π(b + 1) + (j + 1) ν π(j + 1, b − 1)
      const out = lambda + retry + b * mu;
      const back = give && b > 0 ? (orbit + 1) * nu * give[b - 1]! : 0;
      const below = b > 0 ? lambda : 0;
      const down = (b + 1) * mu;
      u[b + 1] = (out * u[b]! - below * (u[b - 1] ?? 0)) / down;
      v[b + 1] = (out * v[b]! - below * (v[b - 1] ?? 0) - back) / down;
    }
    // π(c) = first · u(c) + π(c) v(c), with π(0) = first.
    const first = (1 - v[servers]!) / u[servers]!;
    let idle = 0;
    for (let b = 0; b <= servers; b++) {
      x[b] = Math.max(0, first * u[b]! + v[b]!);
      if (b < servers) idle += x[b]!;
    }
    if (orbit > 0) {
      // The cut below this level fixes its scale: orbit · ν · Σ_{b < c} π(orbit, b) = λ π(orbit − 1, c).
      const scale = lambda / (retry * idle);
      for (let b = 0; b <= servers; b++) x[b]! *= scale;
    }
    return x;
  }

  private collect(levels: readonly Float64Array[]): RetrialSolution {
    const { servers } = this;
    let factor = 1;
    let total = 0;
    let orbitSum = 0;
    let busySum = 0;
    let allBusy = 0;
    for (let orbit = 0; orbit < levels.length; orbit++) {
      const level = levels[orbit]!;
      for (let b = 0; b <= servers; b++) {
        const p = level[b]! * factor;
        total += p;
        orbitSum += orbit * p;
        busySum += b * p;
      }
      allBusy += level[servers]! * factor;
      factor *= level[servers]!;
    }
    return { meanOrbit: orbitSum / total, meanBusy: busySum / total, allBusyProbability: allBusy / total };
  }
}

/** What the capacity engine found, said as findings. */
import { bindingLimit, type CapacityReport, type CapacityResult, type LimitUse } from '#shared/model/capacity';
import type { Finding } from '#shared/model/finding';
import type { Graph, Resource } from '#shared/model/graph';
import { figure, percent } from './figures';

/** Refused share of a limit that is not full, from which random peaks are worth a finding. */
const NOTICEABLE = 0.01;

export function capacityFindings(graph: Graph, capacity: CapacityResult): readonly Finding[] {
  const greatest = greatestDraws(capacity);
  const findings: Finding[] = [];
  for (const resource of graph.resources) {
    const report = capacity.resources.get(resource.id);
    if (!report) continue;
    for (const use of worstBySetting(report.limits)) {
      if (use.utilisation <= 1 || (use.pool !== undefined && greatest.get(use.pool) !== resource.id)) continue;
      findings.push(full(resource, use));
    }
    const peaks = randomPeaks(resource, report);
    if (peaks) findings.push(peaks);
  }
  return [...findings, ...unsettled(capacity)];
}

/** By pool, the resource that draws most: a pool that is full is one finding, and that is where to begin. */
function greatestDraws({ resources }: CapacityResult): ReadonlyMap<string, string> {
  const most = new Map<string, { readonly resource: string; readonly amount: number }>();
  for (const [resource, { limits, draws }] of resources) {
    for (const { pool } of worstBySetting(limits)) {
      if (pool === undefined) continue;
      const amount = draws.find((draw) => draw.pool === pool)?.amount ?? 0;
      const known = most.get(pool);
      if (!known || amount > known.amount) most.set(pool, { resource, amount });
    }
  }
  return new Map([...most].map(([pool, { resource }]) => [pool, resource]));
}

/** Of the limits that one setting or quota makes, the fullest: raising it mends the others too. */
function worstBySetting(limits: readonly LimitUse[]): readonly LimitUse[] {
  const worst = new Map<string, LimitUse>();
  for (const use of limits) {
    const { setBy } = use;
    const key = setBy ? [setBy.resource, setBy.connection, setBy.field, setBy.quota].join(' ') : use.id;
    const known = worst.get(key);
    if (!known || use.utilisation > known.utilisation * (1 + 1e-9)) worst.set(key, use);
  }
  return [...worst.values()];
}

function full(resource: Resource, use: LimitUse): Finding {
  const remedy = use.raise?.();
  const { source, asOf } = use.because();
  return {
    rule: 'capacity/limits-hold',
    owner: 'capacity',
    severity: use.isDeliberate ? 'info' : 'error',
    at: place(resource, use),
    message: `${lower(use.title)}: ${figure(use.used, use.unit)} needed, ${figure(use.limit, use.unit)} there; beyond it: ${use.beyond}`,
    ...(remedy ? { remedy } : {}),
    ...(source === undefined ? {} : { source }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

/** A loss system refuses some calls before it is full, because random arrivals come in bunches. */
function randomPeaks(resource: Resource, { limits, throttled, offered }: CapacityReport): Finding | undefined {
  const share = offered === 0 ? 0 : throttled / offered;
  if (share < NOTICEABLE || limits.some(({ utilisation }) => utilisation > 1)) return undefined;
  const fullest = bindingLimit(limits);
  // What is blocked on purpose is held back by no limit.
  if (!fullest) return undefined;
  const remedy = fullest.raise?.();
  const { source, asOf } = fullest.because();
  return {
    rule: 'capacity/room-for-random-peaks',
    owner: 'capacity',
    severity: 'warning',
    at: place(resource, fullest),
    message: `${percent(share)} of the calls are refused although ${lower(fullest.title)} is used to ${percent(fullest.utilisation)} on average: random arrivals come in bunches (Erlang B)`,
    ...(remedy ? { remedy } : {}),
    ...(source === undefined ? {} : { source }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

function place(resource: Resource, { connection, setBy }: LimitUse): Finding['at'] {
  const field = setBy?.field === undefined ? {} : { field: setBy.field };
  const own = connection !== undefined && setBy?.resource === undefined;
  return own ? { connection, ...field } : { resource: setBy?.resource ?? resource.id, ...field };
}

function unsettled({ convergence }: CapacityResult): readonly Finding[] {
  const findings: Finding[] = convergence.bistable.map((resource) => ({
    rule: 'capacity/recovers-after-a-peak',
    owner: 'capacity',
    severity: 'warning',
    at: { resource },
    message:
      'two steady states fit this load: after a peak the retries alone may keep it overloaded. Simulate a kick to see',
    source: 'https://sigops.org/s/conferences/hotos/2021/papers/hotos21-s11-bronson.pdf',
    asOf: '2026-11-23',
  }));
  if (convergence.converged) return findings;
  return [
    ...findings,
    {
      rule: 'capacity/settles',
      owner: 'capacity',
      severity: 'warning',
      at: {},
      message: `the flows do not settle: after ${convergence.iterations} passes they still move by ${percent(convergence.residual)}. Look for a cycle that multiplies its own load`,
    },
  ];
}

/** `Reserved concurrency` within a sentence; `PutEvents calls` and `FIFO messages` stay as they are. */
const lower = (title: string): string =>
  /^[A-Z][a-z-]*(?![A-Za-z])/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;

/** One call for the app, the worker and the command line: findings, capacity and bill of a document at a load. */
import { assessCapacity, entryUnit } from '#shared/capacity/assess';
import { acknowledge } from '#shared/check/acknowledge';
import { check } from '#shared/check/check';
import { inOrder } from '#shared/check/order';
import { bill } from '#shared/cost/bill';
import { unpricedRegion } from '#shared/cost/regions';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import {
  bindingLimit,
  type CapacityReport,
  type CapacityResult,
  type ConnectionFlow,
  type LimitUse,
} from '#shared/model/capacity';
import type { Bill, PriceList } from '#shared/model/cost';
import type { Finding } from '#shared/model/finding';
import type { Connection, Graph } from '#shared/model/graph';
import type { Registry } from '#shared/model/service';
import { VERSION } from '#shared/version';
import { capacityFindings } from './capacity-findings';
import { quotaRequests } from './quota-requests';
import type { EvaluatedConnection, EvaluatedLimit, EvaluatedResource, Evaluation } from './evaluation';

export interface EvaluateOptions {
  /** Multiplies the rate of every entry resource; 1 is the load as drawn. */
  readonly loadFactor?: number;
  /** Overrides the document's own choice. */
  readonly freeTier?: boolean;
}

/** The name of the load that the document draws, without a scenario. */
const AS_DRAWN = 'steady';

/**
 * Evaluates a document. Total: whatever the document holds, the answer is finite and the same for the same document.
 * What cannot be read of it is a finding.
 * @throws RangeError for a load factor that is negative or not finite
 */
export function evaluate(
  document: ProjectDocument,
  registry: Registry,
  prices: PriceList,
  { loadFactor = 1, freeTier = document.account.freeTier ?? false }: EvaluateOptions = {},
): Evaluation {
  if (!(loadFactor >= 0 && loadFactor < Infinity))
    throw new RangeError(`load factor must be 0 or more, got ${loadFactor}`);
  const { graph, findings: unresolved } = resolve(document, registry);
  const capacity = assessCapacity(graph, registry, { loadFactor });
  const month = bill(graph, capacity, prices, { freeTier });
  const findings = [
    ...unresolved,
    ...check(graph, registry, { capacity }),
    ...capacityFindings(graph, capacity),
    ...costFindings(month),
  ];
  return {
    spillway: VERSION,
    name: document.name,
    scenario: AS_DRAWN,
    region: graph.account.region,
    loadFactor,
    entryPerSecond: capacity.entryRate,
    entryUnit: entryUnit(graph),
    sustains: sustains(capacity),
    ladder: capacity.ladder,
    resources: resources(graph, capacity, month),
    connections: Object.fromEntries(
      graph.connections.map((connection) => [
        connection.id,
        connectionOf(connection, capacity.connections.get(connection.id)),
      ]),
    ),
    pools: Object.fromEntries([...capacity.pools].filter(([, { demand }]) => demand > 0)),
    overflow: capacity.overflow,
    quotaRequests: quotaRequests(capacity.needed, graph.account, registry),
    findings: inOrder(acknowledge(findings, document.acknowledged)),
    cost: {
      usdPerMonth: month.usdPerMonth,
      region: month.region,
      asOf: month.asOf,
      freeTier: month.freeTier,
      lines: month.lines,
      unpriced: month.unpriced,
    },
    convergence: capacity.convergence,
  };
}

function sustains({ sustains: first }: CapacityResult): Evaluation['sustains'] {
  if (!first) return null;
  const { perSecond, limit, resource, title } = first;
  return { perSecond, limit, resource, title };
}

function resources(graph: Graph, capacity: CapacityResult, month: Bill): Readonly<Record<string, EvaluatedResource>> {
  const entries = graph.resources.flatMap(({ id }) => {
    const report = capacity.resources.get(id);
    return report ? [[id, resourceOf(report, month.byResource.get(id) ?? 0)] as const] : [];
  });
  return Object.fromEntries(entries);
}

function resourceOf(report: CapacityReport, usdPerMonth: number): EvaluatedResource {
  const binding = bindingLimit(report.limits);
  const { value, because, ...rest } = report.latency;
  return {
    offeredPerSecond: report.offered,
    admittedPerSecond: report.admitted,
    completedPerSecond: report.completed,
    failedPerSecond: report.failed,
    throttledPerSecond: report.throttled,
    waitingPerSecond: report.waiting,
    inFlight: report.inFlight,
    queueLength: report.queueLength,
    utilisation: binding?.utilisation ?? 0,
    ...(binding ? { bindingLimit: binding.id } : {}),
    limits: report.limits.toSorted((a, b) => b.utilisation - a.utilisation).map(limitOf),
    latencySeconds: value,
    latency: { ...rest, because: because() },
    usdPerMonth,
  };
}

function limitOf({ because, raise, ...use }: LimitUse): EvaluatedLimit {
  return { ...use, because: because(), ...(raise && use.utilisation > RAISE_FROM ? { raise: raise() } : {}) };
}

/** Utilisation from which the edit that makes room is offered. */
const RAISE_FROM = 0.7;

function connectionOf(connection: Connection, found: ConnectionFlow | undefined): EvaluatedConnection {
  const { kind } = connection;
  return {
    perSecond: found?.flow.rate ?? 0,
    sizeBytes: found?.flow.size ?? 0,
    throttledShare: found?.outcome.throttled ?? 0,
    failedShare: found?.outcome.failed ?? 0,
    delayedShare: found?.outcome.delayed ?? 0,
    latencySeconds: found?.outcome.latency ?? 0,
    invocation: kind.invocation,
    role: kind.role,
    behaviour: kind.behaviour(connection),
  };
}

function costFindings({ unpriced, region }: Bill): readonly Finding[] {
  const unknown = unpricedRegion(region);
  if (unknown) return [unknown];
  if (unpriced.length === 0) return [];
  return [
    {
      rule: 'cost/prices-known',
      owner: 'cost',
      severity: 'info',
      at: {},
      message: `no price is known in ${region} for ${unpriced.join(', ')}: the bill leaves ${unpriced.length === 1 ? 'it' : 'them'} out`,
    },
  ];
}

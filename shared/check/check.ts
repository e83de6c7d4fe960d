/** The check engine: every rule over the drawing, each on its own, findings in one order. */
import type { CapacityResult } from '#shared/model/capacity';
import type { Acknowledgement } from '#shared/model/edit';
import type { Finding, Location } from '#shared/model/finding';
import type { Graph, Resource } from '#shared/model/graph';
import type { Report, RuleBase, RuleContext } from '#shared/model/rule';
import type { Registry } from '#shared/model/service';
import { acknowledge } from './acknowledge';
import { ruleContext } from './context';
import { offers } from './offers';
import { inOrder } from './order';
import { graphRules } from './rules/index';
import { ruleFailed } from './rule-failed';

export interface CheckOptions {
  /** What the capacity engine found; rules that need it say nothing without it. */
  readonly capacity?: CapacityResult;
  /** Findings that the document acknowledges are marked with the reason given there. */
  readonly acknowledged?: readonly Acknowledgement[];
}

/**
 * Findings of all rules: those of the services in the drawing on resources and on what they share, those of the
 * connection kinds, those on the whole drawing. The same graph gives the same findings in the same order.
 * A rule that throws becomes a finding itself and stops nothing.
 */
export function check(graph: Graph, registry: Registry, options: CheckOptions = {}): readonly Finding[] {
  const run = new Run(ruleContext(graph, registry, options.capacity));
  for (const resource of graph.resources) {
    const at = { resource: resource.id };
    for (const rule of resource.service.rules)
      run.apply(rule, at, (report, context) => rule.check(resource, report, context));
  }
  for (const connection of graph.connections) {
    const at = { connection: connection.id };
    for (const rule of connection.kind.rules)
      run.apply(rule, at, (report, context) => rule.check(connection, report, context));
  }
  for (const resources of byService(graph).values()) {
    for (const rule of resources[0]?.service.accountRules ?? []) {
      run.apply(rule, {}, (report, context) => rule.check(resources, report, context));
    }
  }
  for (const rule of graphRules) run.apply(rule, {}, (report, context) => rule.check(graph, report, context));
  return inOrder(acknowledge(run.findings, options.acknowledged ?? []));
}

function byService({ resources }: Graph): ReadonlyMap<string, readonly Resource[]> {
  const found = new Map<string, Resource[]>();
  for (const resource of resources) {
    const same = found.get(resource.service.id);
    if (same) same.push(resource);
    else found.set(resource.service.id, [resource]);
  }
  return found;
}

/** A class because it has a life: the findings of one run, and the rules that failed in it. */
class Run {
  readonly findings: Finding[] = [];
  readonly #context: RuleContext;
  readonly #isPossible: ReturnType<typeof offers>;
  readonly #failed = new Set<string>();

  constructor(context: RuleContext) {
    this.#context = context;
    this.#isPossible = offers(context.graph);
  }

  /** What the rule reported before it threw stands; of a rule that throws again and again one finding is made. */
  apply(rule: RuleBase, at: Location, body: (report: Report, context: RuleContext) => void): void {
    const report: Report = (place, message, remedy) => {
      this.findings.push({
        rule: rule.id,
        owner: 'check',
        severity: rule.severity,
        at: place,
        message,
        ...(remedy && this.#isPossible(remedy.edit) ? { remedy } : {}),
        source: rule.source,
        asOf: rule.asOf,
      });
    };
    try {
      body(report, this.#context);
    } catch (error) {
      if (this.#failed.has(rule.id)) return;
      this.#failed.add(rule.id);
      this.findings.push(ruleFailed(rule, at, error));
    }
  }
}

/** All rules as a flat list, for the command line's `rules` and for the documentation. */
import type { RuleBase } from '#shared/model/rule';
import type { Registry } from '#shared/model/service';
import { RULE_FAILED } from './rule-failed';
import { graphRules } from './rules/index';

/** What a rule looks at. */
export type RuleSubject =
  /** Each resource of a service. */
  | { readonly on: 'resource'; readonly service: string }
  /** Each connection of these kinds. */
  | { readonly on: 'connection'; readonly kinds: readonly string[] }
  /** All resources of a service together. */
  | { readonly on: 'account'; readonly service: string }
  /** The whole drawing. */
  | { readonly on: 'drawing' };

export type IndexedRule = RuleBase & RuleSubject;

/** Sorted by id; a rule that several connection kinds share appears once. */
export function allRules(registry: Registry): readonly IndexedRule[] {
  const found: IndexedRule[] = [RULE_FAILED, ...graphRules].map((rule) => ({ ...facts(rule), on: 'drawing' }));
  const ofKinds = new Map<RuleBase, string[]>();
  for (const service of registry) {
    for (const rule of service.rules) found.push({ ...facts(rule), on: 'resource', service: service.id });
    for (const rule of service.accountRules ?? []) found.push({ ...facts(rule), on: 'account', service: service.id });
    for (const { id, rules } of service.connections) {
      for (const rule of rules) ofKinds.set(rule, [...(ofKinds.get(rule) ?? []), id]);
    }
  }
  for (const [rule, kinds] of ofKinds) found.push({ ...facts(rule), on: 'connection', kinds });
  return found.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function facts({ id, title, severity, category, why, source, asOf }: RuleBase): RuleBase {
  return { id, title, severity, category, why, source, asOf };
}

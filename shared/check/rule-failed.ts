/** A rule that throws is a mistake of ours: it is shown as such, and the other rules go on. */
import type { Finding, Location } from '#shared/model/finding';
import type { RuleBase } from '#shared/model/rule';

export const RULE_FAILED: RuleBase = {
  id: 'check/rule-failed',
  title: 'every rule comes to an end',
  severity: 'warning',
  category: 'semantics',
  why: 'A rule of Spillway itself has failed, so that what it would have found is not known. The mistake is in Spillway and not in the drawing; the other rules are not affected.',
  // Not an AWS fact: it is about Spillway.
  source: 'urn:spillway:check',
  asOf: '2026-11-23',
};

export function ruleFailed(rule: RuleBase, at: Location, error: unknown): Finding {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    rule: RULE_FAILED.id,
    owner: 'check',
    severity: RULE_FAILED.severity,
    at,
    message: `rule ${rule.id} failed and found nothing here: ${reason}. This is a mistake in Spillway: report it with the drawing`,
    source: rule.source,
    asOf: rule.asOf,
  };
}

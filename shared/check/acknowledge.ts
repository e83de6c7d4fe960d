import type { Acknowledgement } from '#shared/model/edit';
import type { Finding } from '#shared/model/finding';

/** Marks the findings that an acknowledgement speaks of: the same rule at the same place. */
export function acknowledge(
  findings: readonly Finding[],
  acknowledged: readonly Acknowledgement[],
): readonly Finding[] {
  if (acknowledged.length === 0) return findings;
  const reasons = new Map(acknowledged.map((each) => [key(each.rule, each), each.reason]));
  return findings.map((finding) => {
    const reason = reasons.get(key(finding.rule, finding.at));
    return reason === undefined ? finding : { ...finding, acknowledged: reason };
  });
}

function key(
  rule: string,
  { resource, connection }: { readonly resource?: string; readonly connection?: string },
): string {
  return JSON.stringify([rule, resource ?? null, connection ?? null]);
}

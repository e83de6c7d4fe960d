import type { Finding } from '#shared/model/finding';
import type { Severity } from '#shared/model/rule';
import type { Arguments } from './arguments';
import type { Status } from './failure';

const RANKS: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };
export const FAIL_ON = ['error', 'warning', 'info', 'none'] as const;

/** 1 where a finding that nobody acknowledged is at or above `--fail-on`. */
export function statusOf(findings: readonly Finding[], { values }: Arguments): Status {
  const least = values.get('fail-on') ?? 'error';
  if (least === 'none') return 0;
  const rank = RANKS[least as Severity];
  return findings.some((each) => each.acknowledged === undefined && RANKS[each.severity] >= rank) ? 1 : 0;
}

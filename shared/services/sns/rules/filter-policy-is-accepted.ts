import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionSubscriptionConfig } from '../subscription-config';

/** Constraints on a filter policy on message attributes (the rule's source). */
const MOST_KEYS = 5;
const MOST_COMBINATIONS = 150;

export const filterPolicyIsAccepted: ConnectionRule<FunctionSubscriptionConfig, 'deliver'> = {
  id: 'sns/filter-policy-is-accepted',
  title: 'a filter policy is one that SNS accepts',
  severity: 'error',
  category: 'limits',
  why: 'A filter policy is a JSON object whose values are lists, with at most five keys and at most 150 combinations of their values. On message attributes it has one level; only a policy on the message body may be nested.',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html',
  asOf: '2026-11-23',
  check({ id, config: { filterPolicy } }, report) {
    if (filterPolicy.trim() === '') return;
    const fault = faultOf(filterPolicy);
    if (fault) report({ connection: id, field: 'filterPolicy' }, fault);
  },
};

function faultOf(text: string): string | undefined {
  const policy = parse(text);
  if (!policy) return 'the filter policy is not a JSON object, and SNS refuses it: write it like {"type": ["order"]}';
  const lists = Object.entries(policy);
  const [loose] = lists.find(([, values]) => !Array.isArray(values)) ?? [];
  if (loose !== undefined) {
    return `the filter policy’s ${loose} is not a list, which SNS asks for on message attributes: put its value in brackets`;
  }
  if (lists.length > MOST_KEYS) {
    return `the filter policy has ${short(lists.length)} keys but SNS takes ${MOST_KEYS}: filter on fewer`;
  }
  const combinations = lists.reduce((product, [, values]) => product * (values as readonly unknown[]).length, 1);
  return combinations > MOST_COMBINATIONS
    ? `the filter policy has ${short(combinations)} combinations of values but SNS takes ${MOST_COMBINATIONS}: list fewer values`
    : undefined;
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    // Not JSON at all.
    return undefined;
  }
}

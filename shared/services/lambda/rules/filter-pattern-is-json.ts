import type { Contract } from '#shared/model/contract';
import type { ConnectionRule } from '#shared/model/rule';
import type { MappingConfig } from '../mapping-config';

export const filterPatternIsJson: ConnectionRule<MappingConfig, Contract, 'invoke'> = {
  id: 'lambda/filter-pattern-is-json',
  title: 'a filter pattern is a JSON object',
  severity: 'error',
  category: 'limits',
  why: 'Lambda refuses filter criteria whose pattern is not a JSON object. Each key names a part of the record, each value is a list of what may stand there.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html',
  asOf: '2026-11-23',
  check({ id, config: { filterPattern } }, report) {
    if (filterPattern.trim() === '' || isObject(filterPattern)) return;
    report(
      { connection: id, field: 'filterPattern' },
      'the filter pattern is not a JSON object, and Lambda refuses it: write it like {"body": {"type": ["order"]}}',
    );
  },
};

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    // Not JSON at all.
    return false;
  }
}

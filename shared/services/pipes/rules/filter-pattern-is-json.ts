import type { ConnectionRule } from '#shared/model/rule';
import { isPattern } from '../pattern';
import type { SourceConfig } from '../source-config';

export const filterPatternIsJson: ConnectionRule<SourceConfig, 'poll-queue' | 'read-shards', 'take-batches'> = {
  id: 'pipes/filter-pattern-is-json',
  title: 'a pipe’s filter pattern is a JSON object',
  severity: 'error',
  category: 'limits',
  why: 'EventBridge refuses a pipe whose pattern is not a JSON object. Each key names a part of the message or record, each value is a list of what may stand there.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-filtering.html',
  asOf: '2026-11-27',
  check({ id, config: { filterPattern } }, report) {
    if (isPattern(filterPattern)) return;
    report(
      { connection: id, field: 'filterPattern' },
      'the filter pattern is not a JSON object, and EventBridge refuses it: write it like {"eventName": ["INSERT"]}',
    );
  },
};

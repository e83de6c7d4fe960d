import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { TableConfig } from '../config';

export const itemsCanBeRestored: ResourceRule<TableConfig> = {
  id: 'dynamodb/items-can-be-restored',
  title: 'a table can be brought back to a point in time',
  severity: 'info',
  category: 'reliability',
  why: 'Without point-in-time recovery, what a faulty deployment overwrote or deleted is gone: retries and dead-letter queues keep messages, not items. Most baselines ask for it.',
  source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report) {
    if (config.pointInTimeRecovery) return;
    report(
      { resource: id, field: 'pointInTimeRecovery' },
      `${name} has no point-in-time recovery: what a faulty writer destroys cannot be brought back; turn it on`,
      set('Turn on point-in-time recovery', { resource: id }, 'pointInTimeRecovery', true),
    );
  },
};

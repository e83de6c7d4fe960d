import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText, short } from '#shared/model/wording';
import type { FlowConfig } from '../config';

/** How many times over records are moved from which on it is worth saying. */
const MANY = 2;

export const unchangedRecordsStay: ResourceRule<FlowConfig> = {
  id: 'appflow/unchanged-records-stay',
  title: 'a scheduled flow moves what has changed',
  severity: 'info',
  category: 'cost',
  why: 'A full transfer moves a snapshot of every record in each run, and each GB is charged; an incremental one moves what was added or changed since the last successful run. A full one is right where the source has no timestamp or tells of no deletions.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/flow-triggers.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report) {
    if (config.trigger !== 'schedule' || config.pull !== 'full') return;
    const changed = config.changes * config.every;
    if (config.records < changed * MANY) return;
    report(
      { resource: id, field: 'pull' },
      `${name} moves all ${short(config.records)} records every ${durationText(config.every)} while about ${short(changed)} have changed: transfer those alone`,
      set(`Transfer what has changed at the source of ${name}`, { resource: id }, 'pull', 'incremental'),
    );
  },
};

import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { StateMachineConfig } from '../config';

export const expressLeavesATrace: ResourceRule<StateMachineConfig> = {
  id: 'step-functions/express-leaves-a-trace',
  title: 'an Express workflow writes logs',
  severity: 'warning',
  category: 'reliability',
  why: 'Step Functions keeps no history of Express executions. Without logs nobody can tell which of them failed, and at which task.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/express-limits.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report) {
    if (config.type === 'standard' || config.logBytes > 0) return;
    report(
      { resource: id, field: 'logBytes' },
      `${name} is Express and writes no logs, so that nothing tells which executions fail and why: let it write logs`,
      set(`Let ${name} write logs`, { resource: id }, 'logBytes', undefined),
    );
  },
};

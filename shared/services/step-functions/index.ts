import { defineService } from '#shared/model/service';
import { capacity } from './capacity';
import { cdk } from './cdk';
import { config, type StateMachineConfig } from './config';
import { connections } from './connections';
import { usage } from './cost';
import { ports } from './ports';
import { pools, quotas } from './quotas';
import { refusals } from './refusals';
import { rules } from './rules/index';
import { actor } from './simulation';
import { OPEN, startsOf, TRANSITIONS } from './starts';

export const stepFunctions = defineService<StateMachineConfig>({
  id: 'step-functions',
  title: 'AWS Step Functions state machine',
  shortTitle: 'State machine',
  category: 'messaging',
  summary: 'Has others do the tasks of a workflow one after the other or at once, with retries and undoing.',
  keywords: [
    'workflow',
    'orchestrate',
    'saga',
    'step',
    'state machine',
    'compensate',
    'retry',
    'process',
    'sequence',
    'parallel',
    'branch',
  ],
  defaultName: 'workflow',
  config,
  ports,
  connections,
  refusals,
  quotas,
  pools,
  rules,
  cardLine: ({ type }) => (type === 'standard' ? 'Standard · runs once' : 'Express · 5 min at most'),
  capacity,
  reactions: ({ type }) => ({
    failures: ['errors', 'slowness', 'consumer-stopped'],
    quotas: type === 'standard' ? [startsOf(type).rate, TRANSITIONS, OPEN] : [startsOf(type).rate],
  }),
  usage,
  cdk,
  actor,
});

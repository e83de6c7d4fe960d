/** How much of their quotas the executions of a state machine use. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import { poolLimit } from '#shared/model/pool-limit';
import type { Running } from './capacity';
import type { StateMachineConfig } from './config';
import { LONGEST_EXPRESS, OPEN, startsOf, TRANSITIONS } from './starts';

const QUOTAS = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';
const asOf = '2026-11-23';

export function limits({ execution }: Running, context: CapacityContext<StateMachineConfig>): readonly LimitUse[] {
  const { type } = context.resource.config;
  const { rate, burst } = startsOf(type);
  const starts = poolLimit(rate, context, {
    title: `StartExecution of ${type === 'standard' ? 'Standard' : 'Express'} workflows`,
    beyond: '400 ThrottlingException to whoever starts an execution in the account and Region',
    formula: 'utilisation = starts of all workflows of this type ÷ refill rate of the token bucket',
    used: 'starts',
    more: [{ name: 'bucket size', value: context.quota(burst), unit: 'starts' }],
    source: QUOTAS,
    asOf,
  });
  if (type === 'express') return [starts, longest(execution.furthest, context)];
  return [
    starts,
    poolLimit(TRANSITIONS, context, {
      title: 'State transitions of the account',
      beyond: 'all Standard executions of the account and Region slow down, without an error',
      formula: 'utilisation = executions × state transitions of each, of all state machines ÷ quota',
      used: 'state transitions',
      more: [{ name: 'state transitions of an execution here', value: execution.transitions }],
      source: QUOTAS,
      asOf,
    }),
    poolLimit(OPEN, context, {
      title: 'Open executions of the account',
      unit: 'concurrent',
      beyond: '400 ExecutionLimitExceeded to whoever starts an execution',
      formula: 'utilisation = executions begun × their duration, of all state machines ÷ quota (Little’s law)',
      used: 'open executions',
      more: [{ name: 'duration of an execution here', value: execution.duration, unit: 's' }],
      source: QUOTAS,
      asOf,
    }),
  ];
}

function longest(duration: number, context: CapacityContext<StateMachineConfig>): LimitUse {
  const limit = context.quota(LONGEST_EXPRESS);
  return {
    id: LONGEST_EXPRESS,
    title: 'Longest Express execution',
    used: duration,
    limit,
    unit: 's',
    utilisation: duration / limit,
    grade: 'approximation',
    setBy: { quota: LONGEST_EXPRESS },
    beyond: 'States.Timeout: the execution is ended where it is',
    because: () => ({
      formula:
        'utilisation = mean duration of executions that come furthest ÷ longest that AWS lets an Express execution take',
      inputs: [
        { name: 'duration', value: duration, unit: 's' },
        { name: 'longest', value: limit, unit: 's' },
      ],
      source: QUOTAS,
      asOf,
    }),
  };
}

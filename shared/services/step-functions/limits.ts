/** How much of their quotas the executions of a state machine use. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import type { ExplanationInput } from '#shared/model/explanation';
import type { Running } from './capacity';
import type { StateMachineConfig } from './config';
import { OPEN, startsOf, TRANSITIONS } from './starts';

const QUOTAS = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';
const asOf = '2026-11-23';

const DURATION = 'step-functions/express-duration';

export function limits({ execution }: Running, context: CapacityContext<StateMachineConfig>): readonly LimitUse[] {
  const { type } = context.resource.config;
  const { rate, burst } = startsOf(type);
  const starts = pooled(rate, context, {
    title: `StartExecution of ${type === 'standard' ? 'Standard' : 'Express'} workflows`,
    unit: '1/s',
    beyond: '400 ThrottlingException to whoever starts an execution in the account and Region',
    formula: 'utilisation = starts of all workflows of this type ÷ refill rate of the token bucket',
    used: 'starts',
    more: [{ name: 'bucket size', value: context.quota(burst), unit: 'starts' }],
  });
  if (type === 'express') return [starts, longest(execution.duration, context)];
  return [
    starts,
    pooled(TRANSITIONS, context, {
      title: 'State transitions of the account',
      unit: '1/s',
      beyond: 'all Standard executions of the account and Region slow down, without an error',
      formula: 'utilisation = executions × state transitions of each, of all state machines ÷ quota',
      used: 'state transitions',
      more: [{ name: 'state transitions of an execution here', value: execution.transitions }],
    }),
    pooled(OPEN, context, {
      title: 'Open executions of the account',
      unit: 'concurrent',
      beyond: '400 ExecutionLimitExceeded to whoever starts an execution',
      formula: 'utilisation = executions begun × their duration, of all state machines ÷ quota (Little’s law)',
      used: 'open executions',
      more: [{ name: 'duration of an execution here', value: execution.duration, unit: 's' }],
    }),
  ];
}

interface Words {
  readonly title: string;
  readonly unit: LimitUse['unit'];
  readonly beyond: string;
  readonly formula: string;
  readonly used: string;
  readonly more: readonly ExplanationInput[];
}

function pooled(
  pool: string,
  context: CapacityContext<StateMachineConfig>,
  { title, unit, beyond, formula, used, more }: Words,
): LimitUse {
  const { size, demand } = context.pool(pool);
  return {
    id: pool,
    title,
    used: demand,
    limit: size,
    unit,
    utilisation: demand / size,
    grade: 'exact',
    pool,
    setBy: { quota: pool },
    beyond,
    because: () => ({
      formula,
      inputs: [{ name: used, value: demand }, { name: 'quota', value: size }, ...more],
      source: QUOTAS,
      asOf,
    }),
  };
}

function longest(duration: number, context: CapacityContext<StateMachineConfig>): LimitUse {
  const limit = context.quota(DURATION);
  return {
    id: DURATION,
    title: 'Longest Express execution',
    used: duration,
    limit,
    unit: 's',
    utilisation: duration / limit,
    grade: 'approximation',
    setBy: { quota: DURATION },
    beyond: 'States.Timeout: the execution is ended where it is',
    because: () => ({
      formula: 'utilisation = mean duration of an execution ÷ longest that AWS lets an Express execution take',
      inputs: [
        { name: 'duration', value: duration, unit: 's' },
        { name: 'longest', value: limit, unit: 's' },
      ],
      source: QUOTAS,
      asOf,
    }),
  };
}

/** Limits of a pipe: executions at once, by its source and of the account, and the rate of an API destination. */
import type { CapacityContext, LimitUse } from '#shared/model/capacity';
import { type PaceUse, paceLimit } from '#shared/model/delivery';
import type { Connection } from '#shared/model/graph';
import { poolLimit } from '#shared/model/pool-limit';
import { set } from '#shared/model/remedy';
import type { PipeConfig } from './config';
import type { Bound, Demand } from './demand';
import { isQueueSource, type Stage, type StreamSource } from './stages';

const QUOTAS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html';
const CONCURRENCY = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-batching-concurrency.html';
const DESTINATIONS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html';
const asOf = '2026-11-27';

/** The most that AWS takes. */
const MOST_FACTOR = 10;

export function concurrencyLimit(context: CapacityContext<PipeConfig>): LimitUse {
  return poolLimit('pipes/concurrent-executions', context, {
    title: 'Concurrent executions of all pipes of the account',
    beyond: 'executions of all pipes of the account and Region are delayed: their sources keep what waits',
    formula: 'concurrency = executions a second × time of one (Little’s law), of all pipes',
    used: 'concurrent executions',
    unit: 'concurrent',
    grade: 'approximation',
    source: QUOTAS,
    asOf,
  });
}

const TITLES: Readonly<Record<Bound['id'], string>> = {
  'pipes/queue-concurrency': 'Concurrent executions of the pipe',
  'pipes/message-groups': 'Message groups worked on at once',
  'pipes/stream-concurrency': 'Concurrent executions by shard',
};

const FORMULAS: Readonly<Record<Bound['id'], string>> = {
  'pipes/queue-concurrency': 'needed concurrency = messages ÷ full batch × time of an execution with it',
  'pipes/message-groups':
    'needed groups = messages ÷ full batch × time for which it holds its group: an execution, and where it fails the visibility timeout',
  'pipes/stream-concurrency':
    'capacity = shards × parallelization factor × full batch ÷ time for which it holds its lane: its attempts and the pauses between them',
};

/** Of the executions that a source allows. */
export function sourceLimit({ source, work, most, fullDuration, attempts, bound }: Demand): LimitUse {
  const { id, from } = source;
  const utilisation = work / bound.capacity;
  const isQueue = isQueueSource(source);
  return {
    id: bound.id,
    title: TITLES[bound.id],
    used: utilisation * bound.servers,
    limit: bound.servers,
    unit: 'concurrent',
    utilisation,
    grade: 'approximation',
    connection: id,
    ...setBy(source, bound),
    beyond: isQueue
      ? `messages wait in ${from.resource.name}: its backlog grows`
      : `records wait in ${from.resource.name}: the iterator age grows`,
    because: () => ({
      formula: FORMULAS[bound.id],
      inputs: [
        { name: isQueue ? 'messages' : 'records', value: work, unit: '1/s' },
        { name: 'full batch', value: most },
        { name: 'time of an execution with it', value: fullDuration, unit: 's' },
        { name: 'attempts', value: attempts },
        { name: 'time for which it holds its place', value: bound.held, unit: 's' },
        { name: TITLES[bound.id], value: bound.servers },
        { name: 'capacity', value: bound.capacity, unit: '1/s' },
      ],
      source: CONCURRENCY,
      asOf,
    }),
    ...(isQueue ? {} : raise(source as unknown as StreamSource, utilisation)),
  };
}

function setBy({ id, from }: Connection, bound: Bound): Pick<LimitUse, 'setBy'> {
  if (bound.id === 'pipes/queue-concurrency') return { setBy: { quota: bound.id } };
  return bound.id === 'pipes/message-groups'
    ? { setBy: { resource: from.resource.id, field: 'messageGroups' } }
    : { setBy: { connection: id, field: 'parallelizationFactor' } };
}

function raise({ id, config }: StreamSource, utilisation: number): Pick<LimitUse, 'raise'> {
  const factor = Math.min(MOST_FACTOR, Math.ceil(config.parallelizationFactor * utilisation * 1.2));
  if (factor <= config.parallelizationFactor) return {};
  return {
    raise: () =>
      set(`Set the parallelization factor to ${factor}`, { connection: id }, 'parallelizationFactor', factor),
  };
}

/** @param beyond what becomes of the calls beyond it, where a source is known */
export const destinationLimit = (stage: Stage, pace: PaceUse, beyond: string | undefined): readonly LimitUse[] =>
  paceLimit(stage, pace, {
    id: 'pipes/api-destination',
    title: 'Invocation rate limit of the API destination',
    field: 'invocationRate',
    formula: 'utilisation = executions that come so far ÷ the stated rate limit',
    source: DESTINATIONS,
    asOf,
    raise: (wanted) => `Let EventBridge call ${stage.to.resource.name} ${wanted} times a second`,
    most: 10_000,
    ...(beyond === undefined ? {} : { beyond }),
  });

/** A topic takes what the publish quotas allow and passes each message to every subscription that it passes the filter of. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Outcome, Spill } from '#shared/model/capacity';
import { poolLimit } from '#shared/model/pool-limit';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import type { TopicConfig } from './config';
import { deliver, deliverySpills, receivesLimit } from './deliveries';
import { deadLetterOf, deadLettersOf, subscriptionsOf } from './subscriptions';

const QUOTAS = 'https://docs.aws.amazon.com/general/latest/gr/sns.html';
const asOf = '2026-11-23';

export function capacity(context: CapacityContext<TopicConfig>): CapacityReport {
  const { resource } = context;
  const isFifo = resource.config.type === 'fifo';
  const flows = resource.inbound.map((connection) => ({ connection, flow: context.offered(connection) }));
  const offered = flows.reduce((sum, { flow }) => sum + flow.rate, 0);
  const size = offered === 0 ? 0 : flows.reduce((sum, { flow }) => sum + flow.rate * flow.size, 0) / offered;
  const pool = isFifo ? 'sns/publish-fifo' : 'sns/publish-standard';
  const own = isFifo ? topicLimits(offered, size, context) : [];
  const byTopic = own.reduce((share, use) => Math.min(share, context.fits(use.used, use.limit)), 1);
  const state = context.pool(pool);
  const accepted = byTopic * context.fits(state.demand, state.size);
  const admitted = offered * accepted;

  const deliveries = subscriptionsOf(resource).map((connection) => deliver(connection, admitted, context));
  const emits = new Map<string, Flow>();
  const refused: readonly Spill[] = flows
    .filter(({ flow }) => flow.rate * (1 - accepted) > 0)
    .map(({ connection, flow }) => ({
      ends: 'caller',
      rate: perSecond(flow.rate * (1 - accepted)),
      limit: byTopic < 1 ? (own.find(({ utilisation }) => utilisation > 1)?.id ?? pool) : pool,
      connection: connection.id,
      story: 'the publish quota is used up: the publisher gets 429 and its SDK tries again',
      seenAs: '429 Throttled',
    }));
  for (const { connection, attempts } of deliveries) {
    emits.set(connection.id, { rate: perSecond(attempts), size: bytes(size), perCall: 1 });
  }
  for (const { id } of deadLettersOf(resource)) {
    const kept = deliveries.filter(({ connection }) => deadLetterOf(connection)?.id === id);
    emits.set(id, { rate: perSecond(total(kept, ({ givenUp }) => givenUp)), size: bytes(size), perCall: 1 });
  }
  const outcome: Outcome = {
    throttled: ratio(1 - accepted),
    failed: ratio(0),
    delayed: ratio(0),
    latency: seconds(0),
    wait: seconds(0),
  };
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(admitted),
    failed: perSecond(0),
    throttled: perSecond(offered - admitted),
    waiting: perSecond(0),
    inFlight: total(deliveries, ({ betweenAttempts }) => betweenAttempts),
    queueLength: 0,
    latency: {
      value: seconds(0),
      grade: 'approximation',
      because: () => ({ formula: 'AWS publishes no delivery latency: measure it', inputs: [] }),
    },
    limits: [...own, accountLimit(pool, isFifo, context), ...deliveries.flatMap((each) => receivesLimit(each))],
    draws: [{ pool, amount: offered * byTopic }],
    emits,
    outcomes: new Map(resource.inbound.map(({ id }) => [id, outcome])),
    spills: [...refused, ...deliveries.flatMap((each) => deliverySpills(each))],
    quantities: {
      publishes: admitted,
      publishCalls: flows.reduce((sum, { flow }) => sum + (flow.rate * accepted) / flow.perCall, 0),
      messageBytes: size,
    },
  };
}

/** Limits of one FIFO topic: 3,000 messages or 20 MB a second under scope Topic, 300 a second for each group. */
function topicLimits(offered: number, size: number, context: CapacityContext<TopicConfig>): readonly LimitUse[] {
  const { config, id } = context.resource;
  const groups = limit(context, 'sns/fifo-group', 'Message groups', offered, config.messageGroups, {
    resource: id,
    field: 'messageGroups',
  });
  if (config.throughputScope === 'MessageGroup') return [groups];
  const scope = { resource: id, field: 'throughputScope' };
  return [
    limit(context, 'sns/fifo-topic', 'Messages of the FIFO topic', offered, 1, scope),
    limit(context, 'sns/fifo-topic-bytes', 'Bytes of the FIFO topic', offered * size, 1, scope),
    groups,
  ];
}

function limit(
  context: CapacityContext<TopicConfig>,
  id: string,
  title: string,
  used: number,
  times: number,
  setBy: { readonly resource: string; readonly field: string },
): LimitUse {
  const quota = context.quota(id);
  const isBytes = id.endsWith('bytes');
  return {
    id,
    title,
    used,
    limit: quota * times,
    unit: isBytes ? 'B/s' : '1/s',
    utilisation: used / (quota * times),
    grade: 'exact',
    setBy,
    beyond: '429 Throttled to the publisher',
    because: () => ({
      formula: times === 1 ? 'utilisation = offered ÷ quota' : 'utilisation = offered ÷ (quota of a group × groups)',
      inputs: [
        { name: 'offered', value: used, unit: isBytes ? 'B/s' : '1/s' },
        { name: 'quota', value: quota, unit: isBytes ? 'B/s' : '1/s' },
        ...(times === 1 ? [] : [{ name: 'groups', value: times, field: 'messageGroups' }]),
      ],
      source: QUOTAS,
      asOf,
    }),
  };
}

function accountLimit(pool: string, isFifo: boolean, context: CapacityContext<TopicConfig>): LimitUse {
  return poolLimit(pool, context, {
    title: `Account publishes to ${isFifo ? 'FIFO' : 'standard'} topics`,
    beyond: '429 Throttled to every publisher of the account and Region',
    formula: 'utilisation = messages published to all topics ÷ quota of the account and Region',
    used: 'messages published',
    source: QUOTAS,
    asOf,
  });
}

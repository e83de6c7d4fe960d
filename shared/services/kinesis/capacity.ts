/** A stream: writes within what the shards take, reads shared by all readers that have no fan-out of their own. */
import type { CapacityContext, CapacityReport, Flow, LimitUse, Outcome, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import type { StreamConfig } from './config';
import { busiestShare } from './skew';

const LIMITS = 'https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html';
const MODES = 'https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html';
const asOf = '2026-11-23';

/** What a write limit allows, and how much of the offer finds room there. */
interface WriteLimit {
  readonly use: LimitUse;
  readonly accepted: number;
}

export function capacity(context: CapacityContext<StreamConfig>): CapacityReport {
  const { resource } = context;
  const { config } = resource;
  const flows = resource.inbound.map((connection) => ({ connection, flow: context.offered(connection) }));
  const offered = flows.reduce((sum, { flow }) => sum + flow.rate, 0);
  const size = offered === 0 ? 0 : flows.reduce((sum, { flow }) => sum + flow.rate * flow.size, 0) / offered;
  const writes = config.mode === 'provisioned' ? byShard(offered, size, context) : onDemand(offered, size, context);
  const accepted = writes.reduce((share, limit) => Math.min(share, limit.accepted), 1);
  const admitted = offered * accepted;
  const outcome: Outcome = {
    throttled: ratio(1 - accepted),
    failed: ratio(0),
    delayed: ratio(0),
    latency: seconds(0),
    wait: seconds(0),
  };
  const emits = new Map<string, Flow>(
    resource.outbound.map(({ id }) => [id, { rate: perSecond(admitted), size: bytes(size), perCall: 1 }]),
  );
  const full = writes.find((limit) => limit.accepted < 1)?.use.id;
  const unread = unreadShare(context);
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(admitted * (1 - unread)),
    failed: perSecond(0),
    throttled: perSecond(offered - admitted),
    waiting: perSecond(admitted * unread),
    inFlight: 0,
    queueLength: 0,
    latency: {
      value: seconds(0),
      grade: 'approximation',
      because: () => ({ formula: 'the time that a record waits is its reader’s: see the iterator age', inputs: [] }),
    },
    limits: [...writes.map(({ use }) => use), ...reads(admitted, size, context)],
    draws: [],
    emits,
    outcomes: new Map(resource.inbound.map(({ id }) => [id, outcome])),
    spills: [
      ...flows
        .filter(({ flow }) => flow.rate * (1 - accepted) > 0)
        .map(({ connection, flow }): Spill => ({
          ends: 'caller',
          rate: perSecond(flow.rate * (1 - accepted)),
          ...(full === undefined ? {} : { limit: full }),
          connection: connection.id,
          story: 'a shard is full: the producer is refused and its SDK tries again',
          seenAs: '400 ProvisionedThroughputExceededException',
        })),
      ...resource.outbound.flatMap((connection) => behind(connection, admitted, context)),
    ],
    quantities: {
      records: admitted,
      recordBytes: size,
      fanOutReaders: resource.outbound.filter(readsAlone).length,
    },
  };
}

/** Share of what the stream takes that its readers leave unread, as their mean: a record is done once all have read it. */
function unreadShare({ resource, outcome }: CapacityContext<StreamConfig>): number {
  const { outbound } = resource;
  return outbound.length === 0 ? 0 : total(outbound, (connection) => outcome(connection).delayed) / outbound.length;
}

const readsAlone = ({ kind, config }: Connection): boolean => kind.reads(config) === 'dedicated';

/** Provisioned shards: the busiest one fills first; what it refuses depends on how the keys spread. */
function byShard(offered: number, size: number, context: CapacityContext<StreamConfig>): readonly WriteLimit[] {
  const { config, id } = context.resource;
  const busiest = busiestShare(config);
  const records = context.quota('kinesis/shard-records');
  const rate = context.quota('kinesis/shard-bytes');
  const raise = (used: number, quota: number) => () => {
    const value = Math.max(config.shards + 1, Math.ceil((used * config.shards * 1.25) / quota));
    return {
      title: `Use ${value} shards`,
      edit: { do: 'set-config', target: { resource: id }, field: 'shards', value } as const,
    };
  };
  const shard = (limitId: string, title: string, all: number, quota: number, unit: '1/s' | 'B/s'): WriteLimit => {
    const used = all * busiest;
    return {
      accepted: 1 - context.loss(() => refusedShare(all, busiest, config.shards, quota)),
      use: {
        id: limitId,
        title,
        used,
        limit: quota,
        unit,
        utilisation: used / quota,
        grade: config.keySkew === 'uniform' ? 'exact' : 'approximation',
        setBy: { resource: id, field: 'shards' },
        beyond: 'refused with ProvisionedThroughputExceededException; the producer tries again',
        because: () => ({
          formula: 'utilisation = offered × share of the busiest shard ÷ quota of a shard',
          inputs: [
            { name: 'offered', value: all, unit },
            { name: 'shards', value: config.shards, field: 'shards' },
            { name: 'share of the busiest shard', value: busiest, field: 'keySkew' },
            { name: 'quota of a shard', value: quota, unit },
          ],
          source: LIMITS,
          asOf,
        }),
        ...(config.keySkew === 'single' ? {} : { raise: raise(used, quota) }),
      },
    };
  };
  return [
    shard('kinesis/shard-records', 'Records written to the busiest shard', offered, records, '1/s'),
    shard('kinesis/shard-bytes', 'Bytes written to the busiest shard', offered * size, rate, 'B/s'),
  ];
}

/** Share that shards refuse when the busiest takes `busiest` of it and the others share the rest evenly. */
function refusedShare(all: number, busiest: number, shards: number, quota: number): number {
  if (all === 0) return 0;
  const others = shards > 1 ? (all * (1 - busiest)) / (shards - 1) : 0;
  const refused = Math.max(0, all * busiest - quota) + (shards - 1) * Math.max(0, others - quota);
  return refused / all;
}

/** On-demand: twice the peak of 30 days, 4 MB/s for a new stream, never above the Region's ceiling. */
function onDemand(offered: number, size: number, context: CapacityContext<StreamConfig>): readonly WriteLimit[] {
  const { config, id } = context.resource;
  const ceiling = context.quota('kinesis/on-demand-ceiling');
  const fresh = context.quota('kinesis/on-demand-new-stream');
  const ready = Math.min(ceiling, Math.max(fresh, 2 * (config.peakBytes ?? 0)));
  const used = offered * size;
  const instant: WriteLimit = {
    accepted: context.fits(used, ready),
    use: {
      id: 'kinesis/on-demand-new-stream',
      title: 'Bytes that the on-demand stream takes at once',
      used,
      limit: ready,
      unit: 'B/s',
      utilisation: used / ready,
      grade: 'exact',
      setBy: { resource: id, field: 'peakBytes' },
      beyond: 'refused for about 15 minutes, until the stream has grown',
      because: () => ({
        formula: 'ready = min(ceiling, max(4 MB/s, 2 × peak of the last 30 days))',
        inputs: [
          { name: 'offered', value: used, unit: 'B/s' },
          { name: 'ready', value: ready, unit: 'B/s' },
          { name: 'peak of the last 30 days', value: config.peakBytes ?? 'a new stream', field: 'peakBytes' },
          { name: 'ceiling', value: ceiling, unit: 'B/s' },
        ],
        source: MODES,
        asOf,
      }),
    },
  };
  if (config.keySkew !== 'single') return [instant];
  const one = context.quota('kinesis/shard-bytes');
  return [
    instant,
    {
      accepted: context.fits(used, one),
      use: {
        id: 'kinesis/shard-bytes',
        title: 'Bytes written under one partition key',
        used,
        limit: one,
        unit: 'B/s',
        utilisation: used / one,
        grade: 'exact',
        setBy: { resource: id, field: 'keySkew' },
        beyond: 'refused for good: one key never leaves its shard',
        because: () => ({
          formula: 'one partition key lives in one shard, which takes 1 MB/s',
          inputs: [
            { name: 'offered', value: used, unit: 'B/s' },
            { name: 'quota of a shard', value: one, unit: 'B/s' },
          ],
          source: MODES,
          asOf,
        }),
      },
    },
  ];
}

/** Reading: 2 MB/s and five calls a second of a shard, for all shared readers together. */
function reads(admitted: number, size: number, context: CapacityContext<StreamConfig>): readonly LimitUse[] {
  const { config, id, outbound } = context.resource;
  const sharers = outbound.filter((connection) => !readsAlone(connection)).length;
  if (sharers === 0 || config.mode !== 'provisioned') return [];
  const quota = context.quota('kinesis/shard-read-bytes');
  const perShard = admitted * size * busiestShare(config);
  const used = perShard * sharers;
  return [
    {
      id: 'kinesis/shard-read-bytes',
      title: 'Bytes read from the busiest shard by the shared readers',
      used,
      limit: quota,
      unit: 'B/s',
      utilisation: used / quota,
      grade: 'exact',
      setBy: { resource: id, field: 'shards' },
      beyond: 'readers are throttled and the iterator age grows',
      because: () => ({
        formula: 'utilisation = bytes written to the busiest shard × shared readers ÷ 2 MB/s',
        inputs: [
          { name: 'bytes written to the busiest shard', value: perShard, unit: 'B/s' },
          { name: 'shared readers', value: sharers },
          { name: 'quota', value: quota, unit: 'B/s' },
        ],
        source: LIMITS,
        asOf,
      }),
    },
  ];
}

/** A reader that cannot keep up: its iterator age rises by 1 − capacity ÷ arrivals each second. */
function behind(connection: Connection, admitted: number, context: CapacityContext<StreamConfig>): readonly Spill[] {
  const { delayed } = context.outcome(connection);
  if (delayed * admitted <= 0) return [];
  const { retention } = context.resource.config;
  const hours = Number((retention / delayed / 3600).toPrecision(2));
  return [
    {
      ends: 'iterator age',
      rate: perSecond(admitted * delayed),
      connection: connection.id,
      story: `${connection.to.resource.name} falls behind by ${Number(delayed.toPrecision(2))} s each second; after ${hours} h records expire unread`,
    },
  ];
}

/** A table: reads and writes in capacity units, within what the table and its busiest key take; changes for its readers. */
import type { CapacityContext, CapacityReport, Flow, Outcome, Spill } from '#shared/model/capacity';
import type { Connection } from '#shared/model/graph';
import { total } from '#shared/model/total';
import { bytes, perSecond, ratio, seconds } from '#shared/model/unit';
import type { TableConfig } from './config';
import { limits, type Side } from './limits';
import { STREAM_RETENTION } from './ports';
import { accessOf, changeBytes, readUnits, UNKNOWN_SIZE, writeUnits } from './units';

/** One caller's requests. */
interface Call {
  readonly connection: Connection;
  readonly flow: Flow;
  readonly does: 'read' | 'write';
  /** Bytes of an item. */
  readonly size: number;
  /** Capacity units of one request. */
  readonly units: number;
}

export function capacity(context: CapacityContext<TableConfig>): CapacityReport {
  const { resource } = context;
  const { config } = resource;
  const calls = callsOf(context);
  const writes = side('write', calls, context);
  const reads = side('read', calls, context);
  const acceptedOf = ({ does }: Call): number => (does === 'write' ? writes : reads).accepted;
  const offered = total(calls, ({ flow }) => flow.rate);
  const admitted = total(calls, (call) => call.flow.rate * acceptedOf(call));
  const changes = total(calls, (call) => (call.does === 'write' ? call.flow.rate * writes.accepted : 0));
  const written = total(calls, ({ does, flow, size }) => (does === 'write' ? flow.rate * writes.accepted * size : 0));
  const itemBytes = changes === 0 ? (config.itemSize ?? 0) : written / changes;
  const change: Flow = { rate: perSecond(changes), size: bytes(changeBytes(itemBytes, config)), perCall: 1 };
  return {
    offered: perSecond(offered),
    admitted: perSecond(admitted),
    completed: perSecond(admitted),
    failed: perSecond(0),
    throttled: perSecond(offered - admitted),
    waiting: perSecond(0),
    inFlight: 0,
    queueLength: 0,
    latency: {
      value: seconds(0),
      grade: 'approximation',
      because: () => ({
        formula: 'AWS states no latency: it is part of the duration of the code that calls',
        inputs: [],
      }),
    },
    limits: [...writes.limits, ...reads.limits],
    draws: [],
    emits: new Map(resource.outbound.map(({ id }) => [id, change])),
    outcomes: new Map(calls.map((call) => [call.connection.id, outcome(acceptedOf(call))])),
    spills: [
      ...calls.flatMap((call) => refused(call, call.does === 'write' ? writes : reads, config)),
      ...resource.outbound.flatMap((connection) => behind(connection, changes, context)),
    ],
    quantities: {
      writeUnits: writes.units * writes.accepted,
      readUnits: reads.units * reads.accepted,
      changes,
      itemBytes,
      keptBytes: config.storedBytes ?? written * config.newItemShare * (config.timeToLive ?? 0),
    },
  };
}

function callsOf(context: CapacityContext<TableConfig>): readonly Call[] {
  const { inbound, config } = context.resource;
  const flows = inbound.map((connection) => ({
    connection,
    flow: context.offered(connection),
    access: accessOf(connection),
  }));
  const writers = flows.filter(({ access }) => access.does === 'write');
  const rate = total(writers, ({ flow }) => flow.rate);
  const written = rate === 0 ? UNKNOWN_SIZE : total(writers, ({ flow }) => flow.rate * flow.size) / rate;
  return flows.map(({ connection, flow, access }) => {
    const isWrite = access.does === 'write';
    const size = config.itemSize ?? (isWrite ? flow.size : written);
    return {
      connection,
      flow,
      does: access.does,
      size,
      units: isWrite ? writeUnits(size, access) : readUnits(size, access),
    };
  });
}

/** All reads, or all writes, together. */
function side(does: Call['does'], calls: readonly Call[], context: CapacityContext<TableConfig>): Side {
  const own = calls.filter((call) => call.does === does);
  return limits(
    does,
    own.length,
    total(own, ({ flow, units }) => flow.rate * units),
    context,
  );
}

function outcome(accepted: number): Outcome {
  return {
    throttled: ratio(1 - accepted),
    failed: ratio(0),
    delayed: ratio(0),
    latency: seconds(0),
    wait: seconds(0),
  };
}

function refused({ connection, flow }: Call, { accepted, full }: Side, { mode }: TableConfig): readonly Spill[] {
  const rate = flow.rate * (1 - accepted);
  if (rate <= 0) return [];
  return [
    {
      ends: 'caller',
      rate: perSecond(rate),
      ...(full === undefined ? {} : { limit: full }),
      connection: connection.id,
      story: 'the table has no capacity left: the caller is refused and its SDK tries again',
      seenAs: mode === 'provisioned' ? '400 ProvisionedThroughputExceededException' : '400 ThrottlingException',
    },
  ];
}

/** A reader that cannot keep up: its iterator age rises by 1 − capacity ÷ arrivals each second. */
function behind(connection: Connection, changes: number, context: CapacityContext<TableConfig>): readonly Spill[] {
  const { delayed } = context.outcome(connection);
  if (delayed * changes <= 0) return [];
  const hours = Number((STREAM_RETENTION / delayed / 3600).toPrecision(2));
  return [
    {
      ends: 'iterator age',
      rate: perSecond(changes * delayed),
      connection: connection.id,
      story: `${connection.to.resource.name} falls behind by ${Number(delayed.toPrecision(2))} s each second; after ${hours} h changes are gone from the stream unread`,
    },
  ];
}

/** What a function is charged for: requests, GB-seconds, what is kept warm, its logs and its provisioned pollers. */
import type { Usage, UsageContext } from '#shared/model/cost';
import type { Connection } from '#shared/model/graph';
import { KIB } from '#shared/model/unit';
import { type Factor, MONTH, MONTH_HOURS, PER_GB, product, reported } from '#shared/model/usage';
import { coldStarts } from '#shared/queueing/cold-start';
import { erlangB } from '#shared/queueing/erlang-b';
import type { FunctionConfig } from './config';
import { keepsKeys, keyLifetime } from './idempotency';
import type { QueueMappingConfig } from './mapping-config';

/** https://aws.amazon.com/lambda/pricing/ (2026-11-23). */
const INCLUDED_STORAGE_MB = 512;
const ASYNCHRONOUS_INCLUDED = 256 * KIB;
const ASYNCHRONOUS_UNIT = 64 * KIB;

/** Managed runtimes that SnapStart supports and charges for; Java is free, the others have none. */
const CHARGED_SNAPSHOTS: ReadonlySet<string> = new Set(['python3.13', 'python3.14', 'dotnet8']);

/** Rates of a function from which its lines follow. */
interface Running {
  readonly config: FunctionConfig;
  /** Suffix of its meters. */
  readonly processor: 'arm' | 'x86';
  /** Invocations per second, each attempt. */
  readonly invocations: number;
  /** Mean billed duration of one, initialisation left out, seconds. */
  readonly duration: number;
  /** Share that finds no provisioned environment free. */
  readonly onDemand: number;
  /** Initialisations per second. */
  readonly initialisations: number;
}

export function usage(context: UsageContext<FunctionConfig>): readonly Usage[] {
  const running = runningOf(context);
  const { inbound } = context.resource;
  return [
    product({ meter: `lambda/requests_${running.processor}` }, [invocationsOf(running), MONTH]),
    ...inbound.flatMap((connection) => largeEvents(connection, running, context)),
    ...durations(running),
    ...provisioned(running),
    ...storage(running),
    ...snapshots(running),
    ...logs(running),
    ...keys(context),
    ...inbound.flatMap((connection) => pollers(connection, context)),
    ...inbound.flatMap((connection) => answers(connection, context)),
  ];
}

function runningOf({ resource: { config }, report }: UsageContext<FunctionConfig>): Running {
  const invocations = reported(report, 'invocations');
  const busy = reported(report, 'billedSeconds');
  const duration = invocations === 0 ? 0 : busy / invocations + roundingUp(config);
  const kept = config.provisionedConcurrency ?? 0;
  const onDemand = kept === 0 ? 1 : erlangB(kept, busy);
  const cold = {
    arrivalRate: invocations * onDemand,
    meanDuration: Math.max(duration, 0.001),
    keepAlive: config.keepAlive,
  };
  const initialisations = cold.arrivalRate === 0 ? 0 : cold.arrivalRate * coldStarts(cold).coldProbability;
  const processor = config.architecture === 'arm64' ? 'arm' : 'x86';
  return { config, processor, invocations, duration, onDemand, initialisations };
}

/** Each invocation is billed to the next millisecond: half of one on average, exactly that of a constant duration. */
function roundingUp({ duration, perRecord }: FunctionConfig): number {
  if (duration.distribution !== 'constant' || perRecord > 0) return 0.0005;
  const milliseconds = duration.mean * 1000;
  return (Math.ceil(milliseconds - 1e-9) - milliseconds) / 1000;
}

/** An asynchronous event above 256 KB counts one more request for each further 64 KB. */
function largeEvents(
  connection: Connection,
  running: Running,
  context: UsageContext<FunctionConfig>,
): readonly Usage[] {
  const { flow } = context.flow(connection);
  if (connection.kind.invocation !== 'asynchronous' || flow.size <= ASYNCHRONOUS_INCLUDED) return [];
  const units = Math.ceil((flow.size - ASYNCHRONOUS_INCLUDED) / ASYNCHRONOUS_UNIT);
  const metered = {
    meter: `lambda/requests_${running.processor}`,
    title: 'Requests for large events',
    connection: connection.id,
  };
  return [
    product(metered, [
      { name: 'asynchronous events', value: flow.rate, unit: 'events/s' },
      { name: '64 KB units above 256 KB', value: units },
      MONTH,
    ]),
  ];
}

function durations(running: Running): readonly Usage[] {
  const { config, processor, onDemand, initialisations } = running;
  const found: Usage[] = [];
  const meter = `lambda/duration_${processor}`;
  const share: Factor = { name: 'share that finds no provisioned environment free (Erlang B)', value: onDemand };
  if (onDemand > 0) found.push(product({ meter }, [...ran(running, share), memoryOf(config), MONTH]));
  if (initialisations > 0) {
    const starts: Factor = {
      name: 'cold starts, with the assumed life of idle environments',
      value: initialisations,
      unit: 'cold starts/s',
    };
    const start: Factor = { name: 'initialisation', value: config.coldStart, unit: 's', field: 'coldStart' };
    found.push(product({ meter, title: 'Duration of cold starts' }, [starts, start, memoryOf(config), MONTH]));
  }
  return found;
}

/** Environments kept ready cost by the second, and what runs on them has a price of its own. */
function provisioned(running: Running): readonly Usage[] {
  const { config, processor, onDemand } = running;
  if (config.provisionedConcurrency === undefined) return [];
  const kept: Factor = {
    name: 'environments kept ready',
    value: config.provisionedConcurrency,
    field: 'provisionedConcurrency',
  };
  const share: Factor = { name: 'share that finds one of them free (Erlang B)', value: 1 - onDemand };
  return [
    product({ meter: `lambda/provisioned_concurrency_${processor}` }, [kept, memoryOf(config), MONTH]),
    product({ meter: `lambda/provisioned_duration_${processor}` }, [...ran(running, share), memoryOf(config), MONTH]),
  ];
}

/** Invocations × duration; without provisioned concurrency all of them run on demand. */
function ran(running: Running, share: Factor): readonly Factor[] {
  const { config, duration } = running;
  return [
    invocationsOf(running),
    ...(config.provisionedConcurrency === undefined ? [] : [share]),
    { name: 'billed duration', value: duration, unit: 's', field: 'duration' },
  ];
}

function storage(running: Running): readonly Usage[] {
  const { config, processor, initialisations, invocations, duration } = running;
  if (config.ephemeralStorage <= INCLUDED_STORAGE_MB) return [];
  return [
    product({ meter: `lambda/ephemeral_storage_${processor}` }, [
      { name: 'billed seconds, each second', value: invocations * duration + initialisations * config.coldStart },
      {
        name: 'storage above 512 MB',
        value: (config.ephemeralStorage - INCLUDED_STORAGE_MB) / 1024,
        unit: 'GB',
        field: 'ephemeralStorage',
      },
      MONTH,
    ]),
  ];
}

function snapshots({ config, initialisations }: Running): readonly Usage[] {
  if (!config.snapStart || !CHARGED_SNAPSHOTS.has(config.runtime)) return [];
  const restores: Factor = { name: 'restores', value: initialisations, unit: 'restores/s' };
  return [
    product({ meter: 'lambda/snapstart_cache' }, [memoryOf(config), MONTH]),
    product({ meter: 'lambda/snapstart_restore' }, [restores, memoryOf(config), MONTH]),
  ];
}

function logs(running: Running): readonly Usage[] {
  const { logBytes } = running.config;
  if (logBytes === 0) return [];
  const written: Factor = { name: 'log output', value: logBytes, unit: 'B', field: 'logBytes' };
  return [
    product({ meter: 'cloudwatch-logs/ingest_lambda_standard' }, [invocationsOf(running), written, MONTH, PER_GB]),
  ];
}

/** Bytes of a key at most: the function’s name and a hash, a status, two times, their names and DynamoDB’s 100 bytes an item. */
const KEY_BYTES = 300;

/**
 * Powertools 2.35 puts a key when work begins and updates it when that is done, or deletes it when that failed; of work
 * that is known it makes the first alone, refused and paid for. Expiry costs nothing, and may be some days late.
 */
function keys({ resource, report }: UsageContext<FunctionConfig>): readonly Usage[] {
  if (!keepsKeys(resource)) return [];
  const work: Factor = {
    name: 'messages, records and events, attempts included',
    value: reported(report, 'keyedWork'),
    unit: '1/s',
  };
  const field = 'idempotencyTable';
  return [
    product({ meter: 'dynamodb/od_write', title: 'Writes of idempotency keys' }, [
      work,
      { name: 'writes for each', value: 2, field },
      MONTH,
    ]),
    product({ meter: 'dynamodb/storage', title: 'Idempotency keys kept' }, [
      work,
      { name: 'kept for', value: keyLifetime(resource), unit: 's' },
      { name: 'bytes of a key', value: KEY_BYTES, unit: 'B', field },
      PER_GB,
    ]),
  ];
}

/** Provisioned pollers: as many as the load needs, within the minimum and the maximum of the mapping. */
function pollers(connection: Connection, { report }: UsageContext<FunctionConfig>): readonly Usage[] {
  const mapping = connection.config as QueueMappingConfig;
  if (connection.from.contract !== 'poll-queue' || !mapping.provisionedPollers) return [];
  const limit = report.limits.find((use) => use.connection === connection.id && use.id === 'lambda/maximum-pollers');
  const needed = Math.ceil((limit?.utilisation ?? 0) * mapping.maximumPollers);
  const running = Math.max(mapping.minimumPollers, Math.min(mapping.maximumPollers, needed));
  return [
    product({ meter: 'lambda/esm_epu_hour_sqs', title: 'Provisioned pollers', connection: connection.id }, [
      { name: 'pollers', value: running, field: 'minimumPollers' },
      MONTH_HOURS,
    ]),
  ];
}

/** What a function URL answers goes out to the internet, at EC2's rates. */
function answers(connection: Connection, context: UsageContext<FunctionConfig>): readonly Usage[] {
  if (connection.from.contract !== 'http-call') return [];
  const { flow, outcome } = context.flow(connection);
  const taken: Factor = {
    name: 'requests that the function takes',
    value: flow.rate * (1 - outcome.throttled),
    unit: 'requests/s',
  };
  const { responseSize } = context.resource.config;
  const response: Factor = { name: 'response', value: responseSize, unit: 'B', field: 'responseSize' };
  const metered = {
    meter: 'data-transfer/internet_out',
    title: 'Responses, data transfer out',
    connection: connection.id,
  };
  return [product(metered, [taken, response, MONTH, PER_GB])];
}

function invocationsOf({ invocations }: Running): Factor {
  return { name: 'invocations, each attempt', value: invocations, unit: 'invocations/s' };
}

function memoryOf({ memory }: FunctionConfig): Factor {
  return { name: 'memory', value: memory / 1024, unit: 'GB', field: 'memory' };
}

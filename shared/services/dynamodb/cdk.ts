import type { AlarmCode, EmitContext, ResourceCode, WidgetCode } from '#shared/model/cdk';
import {
  groupHelper,
  keyAcknowledgements,
  keyHelper,
  lasting,
  limitOf,
  minutely,
  named,
  NEAR_LIMIT,
  removalSetting,
} from '#shared/model/cdk-helpers';
import { type Code, literal, object, type Properties, quote } from '#shared/model/code';
import { grouped } from '#shared/model/figures';
import type { Resource } from '#shared/model/graph';
import type { TableConfig } from './config';

const MINUTE = 60;

type Table = Resource<TableConfig>;

export function cdk(table: Table, context: EmitContext): ResourceCode {
  const { config } = table;
  const id = quote(context.constructId(table));
  return {
    imports: { dynamodb: 'aws-cdk-lib/aws-dynamodb' },
    type: 'dynamodb.TableV2',
    create: (all) => `new dynamodb.TableV2(this, ${id}, ${object(all)})`,
    properties: properties(table, id),
    helpers: config.encryption === 'kms' ? [groupHelper, keyHelper] : [],
    settings: [removalSetting],
    checks: [
      {
        title: `${table.name} ${config.mode === 'provisioned' ? `has ${config.writeCapacity} write units` : 'is paid for by the request'}${isRead(table) ? ' and tells of its changes' : ''}`,
        on: `stack.${context.member(table)}`,
        properties: {
          BillingMode: quote(config.mode === 'provisioned' ? 'PROVISIONED' : 'PAY_PER_REQUEST'),
          StreamSpecification: isRead(table) ? object({ StreamViewType: quote(config.streamView) }) : undefined,
        },
      },
    ],
    acknowledgements:
      config.encryption === 'kms' && isWritten(table)
        ? keyAcknowledgements(table, ['GenerateDataKey*', 'ReEncrypt*'])
        : [],
    alarms: alarms(table, context),
    widgets: [widget(table, context)],
    notes: notes(table),
  };
}

/** Those who only read need no more of the key than to decrypt. */
const isWritten = ({ inbound }: Table): boolean =>
  inbound.some(({ kind, config }) => kind.accesses(config)?.does === 'write');

/** The stream is on where something reads it. */
const isRead = ({ outbound }: Table): boolean => outbound.some(({ from }) => from.contract === 'read-shards');

const ENCRYPTION: Readonly<Record<TableConfig['encryption'], (id: Code) => Code | undefined>> = {
  owned: () => undefined,
  managed: () => 'dynamodb.TableEncryptionV2.awsManagedKey()',
  kms: (id) => `dynamodb.TableEncryptionV2.customerManagedKey(this.#encryptionKey(${id}, removalPolicy))`,
};

function properties(table: Table, id: Code): Properties {
  const { config } = table;
  const isWarm = config.mode === 'on-demand' && (config.warmWrites ?? config.warmReads) !== undefined;
  return {
    partitionKey: attribute('id'),
    billing: billing(config),
    globalSecondaryIndexes: config.globalIndexes === 0 ? undefined : `[${indexes(config).join(', ')}]`,
    dynamoStream: isRead(table) ? `dynamodb.StreamViewType.${config.streamView}` : undefined,
    timeToLiveAttribute: config.timeToLive === undefined ? undefined : quote('expiresAt'),
    warmThroughput: isWarm
      ? object({
          writeUnitsPerSecond: config.warmWrites === undefined ? undefined : literal(config.warmWrites),
          readUnitsPerSecond: config.warmReads === undefined ? undefined : literal(config.warmReads),
        })
      : undefined,
    pointInTimeRecoverySpecification: object({
      pointInTimeRecoveryEnabled: literal(config.pointInTimeRecovery),
    }),
    encryption: ENCRYPTION[config.encryption](id),
    removalPolicy: 'removalPolicy',
  };
}

const attribute = (name: string): Code => `{ name: ${quote(name)}, type: dynamodb.AttributeType.STRING }`;

/** TableV2 takes write capacity with a range only: equal bounds keep it as it is drawn. */
function billing({ mode, writeCapacity, readCapacity }: TableConfig): Code {
  if (mode === 'on-demand') return 'dynamodb.Billing.onDemand()';
  const capacity = { minCapacity: literal(writeCapacity), maxCapacity: literal(writeCapacity) };
  return `dynamodb.Billing.provisioned(${object({
    readCapacity: `dynamodb.Capacity.fixed(${readCapacity})`,
    writeCapacity: `dynamodb.Capacity.autoscaled(${object(capacity)})`,
  })})`;
}

function indexes({ globalIndexes }: TableConfig): readonly Code[] {
  return Array.from({ length: globalIndexes }, (_, at) =>
    object({ indexName: quote(`index-${at + 1}`), partitionKey: attribute(`index${at + 1}`) }),
  );
}

function alarms(table: Table, context: EmitContext): readonly AlarmCode[] {
  const metric = `design.${context.member(table)}`;
  return [
    lasting(
      'WritesRefused',
      named(metric, 'WriteThrottleEvents', 'SUM'),
      'at least',
      1,
      `${table.name} refuses writes: its capacity, that of a partition or that of an index is used up.`,
    ),
    lasting(
      'ReadsRefused',
      named(metric, 'ReadThrottleEvents', 'SUM'),
      'at least',
      1,
      `${table.name} refuses reads: its capacity or that of a partition is used up.`,
    ),
    ...nearlyFull(table, 'write', `${metric}.metricConsumedWriteCapacityUnits`, context),
    ...nearlyFull(table, 'read', `${metric}.metricConsumedReadCapacityUnits`, context),
  ];
}

/** The units of a minute at which what the table takes at once is nearly used up. */
function nearlyFull(table: Table, does: 'write' | 'read', metric: Code, context: EmitContext): readonly AlarmCode[] {
  const ids = [`dynamodb/provisioned-${does}s`, `dynamodb/new-table-${does}s`, `dynamodb/table-${does}s`];
  const limit = ids.map((id) => limitOf(context, table, id)).find((each) => each !== undefined);
  if (!limit) return [];
  return [
    lasting(
      does === 'write' ? 'WritesNearLimit' : 'ReadsNearLimit',
      minutely(metric, 'SUM'),
      'at least',
      Math.max(1, Math.floor(limit.limit * NEAR_LIMIT * MINUTE)),
      `${NEAR_LIMIT * 100} % of the ${grouped(limit.limit)} ${does} units a second that ${table.name} takes; the estimate is ${grouped(Math.round(limit.used))} a second at the drawn load.`,
    ),
  ];
}

function widget(table: Table, context: EmitContext): WidgetCode {
  const metric = `design.${context.member(table)}`;
  return {
    title: table.name,
    left: [
      minutely(`${metric}.metricConsumedWriteCapacityUnits`, 'SUM'),
      minutely(`${metric}.metricConsumedReadCapacityUnits`, 'SUM'),
    ],
    right: [named(metric, 'WriteThrottleEvents', 'SUM'), named(metric, 'ReadThrottleEvents', 'SUM')],
  };
}

function notes({ name, config }: Table): readonly string[] {
  return config.globalIndexes === 0
    ? []
    : [
        `Name the indexes of ${name} and their attributes; code that queries one needs permission for it as well as for the table.`,
      ];
}

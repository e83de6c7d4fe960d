import type { AlarmCode, EmitContext, NagAcknowledgement, ResourceCode, WidgetCode } from '#shared/model/cdk';
import {
  groupHelper,
  keyAcknowledgements,
  keyHelper,
  lasting,
  limitOf,
  minutely,
  NEAR_LIMIT,
  removalSetting,
} from '#shared/model/cdk-helpers';
import { durationCode, literal, object, type Properties, quote, timeInWords } from '#shared/model/code';
import type { Connection, Resource } from '#shared/model/graph';
import { KIB } from '#shared/model/unit';
import type { StreamConfig } from './config';

/** AWS's own limit of a record, which needs no property (CreateStream, as of 2026-11-23). */
const DEFAULT_RECORD_BYTES = 1_048_576;
const HOUR = 3600;
const MINUTE = 60;

const ENCRYPTION = { managed: 'MANAGED', none: 'UNENCRYPTED', kms: 'KMS' } as const;

export function cdk(stream: Resource<StreamConfig>, context: EmitContext): ResourceCode {
  const { config } = stream;
  const id = quote(context.constructId(stream));
  const member = context.member(stream);
  const isLarge = config.maximumRecordSize !== DEFAULT_RECORD_BYTES;
  return {
    imports: { kinesis: 'aws-cdk-lib/aws-kinesis' },
    type: 'kinesis.Stream',
    create: (all) => `new kinesis.Stream(this, ${id}, ${object(all)})`,
    properties: properties(config, id),
    statements: isLarge
      ? [
          `(this.${member}.node.defaultChild as kinesis.CfnStream).maxRecordSizeInKiB = ${Math.ceil(config.maximumRecordSize / KIB)};`,
        ]
      : [],
    helpers: config.encryption === 'kms' ? [groupHelper, keyHelper] : [],
    settings: [removalSetting],
    checks: [
      {
        title: `${stream.name} ${config.mode === 'provisioned' ? `has ${config.shards} shard${config.shards === 1 ? '' : 's'}` : 'grows on demand'} and keeps records for ${timeInWords(retention(config))}`,
        on: `stack.${member}`,
        properties: {
          RetentionPeriodHours: literal(retention(config) / HOUR),
          ...(config.mode === 'provisioned'
            ? { ShardCount: literal(config.shards) }
            : { StreamModeDetails: object({ StreamMode: quote('ON_DEMAND') }) }),
        },
      },
    ],
    acknowledgements: acknowledgements(stream, context),
    alarms: alarms(stream, context),
    widgets: [widget(stream, context)],
  };
}

/** Kinesis takes whole hours. */
const retention = (config: StreamConfig): number => Math.ceil(config.retention / HOUR) * HOUR;

function properties(config: StreamConfig, id: string): Properties {
  const isProvisioned = config.mode === 'provisioned';
  return {
    streamMode: `kinesis.StreamMode.${isProvisioned ? 'PROVISIONED' : 'ON_DEMAND'}`,
    shardCount: isProvisioned ? literal(config.shards) : undefined,
    retentionPeriod: durationCode(retention(config)),
    encryption: `kinesis.StreamEncryption.${ENCRYPTION[config.encryption]}`,
    encryptionKey: config.encryption === 'kms' ? `this.#encryptionKey(${id}, removalPolicy)` : undefined,
    removalPolicy: 'removalPolicy',
  };
}

function acknowledgements(stream: Resource<StreamConfig>, context: EmitContext): readonly NagAcknowledgement[] {
  const { name, config } = stream;
  const on = `this.${context.member(stream)}`;
  if (config.encryption === 'none') {
    return [{ rule: 'AwsSolutions-KDS1', reason: `${name} is drawn without encryption at rest.`, on }];
  }
  if (config.encryption === 'managed') return [];
  return [
    { rule: 'AwsSolutions-KDS3', reason: `${name} is drawn with a key of the customer’s own.`, on },
    // Others that put records are allowed no groups of actions.
    ...keyAcknowledgements(stream, ['GenerateDataKey*'], ['schedule', 'route']),
    ...keyAcknowledgements(stream, ['ReEncrypt*'], ['route']),
  ];
}

const sharesReads = ({ kind, config }: Connection): boolean => kind.reads(config) === 'shared';

function alarms(stream: Resource<StreamConfig>, context: EmitContext): readonly AlarmCode[] {
  const metric = `design.${context.member(stream)}`;
  return [
    lasting(
      'WritesRefused',
      minutely(`${metric}.metricWriteProvisionedThroughputExceeded`, 'SUM'),
      'at least',
      1,
      `A shard of ${stream.name} is full: producers are refused with ProvisionedThroughputExceededException and must try again.`,
    ),
    ...nearlyFull(stream, context),
    ...(stream.outbound.some(sharesReads)
      ? [
          lasting(
            'ReadsRefused',
            minutely(`${metric}.metricReadProvisionedThroughputExceeded`, 'SUM'),
            'at least',
            1,
            `The shared readers of ${stream.name} ask for more than a shard gives them together.`,
          ),
        ]
      : []),
  ];
}

/** The rates of the whole stream at which its busiest shard is nearly full, by the spread of keys that is drawn. */
function nearlyFull(stream: Resource<StreamConfig>, context: EmitContext): readonly AlarmCode[] {
  const metric = `design.${context.member(stream)}`;
  const offered = context.figures?.resources[stream.id]?.offeredPerSecond ?? 0;
  const records = limitOf(context, stream, 'kinesis/shard-records');
  const size = limitOf(context, stream, 'kinesis/shard-bytes');
  if (!records || !size || offered === 0 || records.used === 0) return [];
  const busiest = records.used / offered;
  const at = (limit: number): number => Math.floor(((limit * NEAR_LIMIT) / busiest) * MINUTE);
  const share = `the busiest shard takes ${Number((busiest * 100).toPrecision(3))} % of the records as drawn`;
  return [
    lasting(
      'RecordsNearLimit',
      minutely(`${metric}.metricIncomingRecords`, 'SUM'),
      'at least',
      at(records.limit),
      `${NEAR_LIMIT * 100} % of the records that ${stream.name} takes: ${share}.`,
    ),
    lasting(
      'BytesNearLimit',
      minutely(`${metric}.metricIncomingBytes`, 'SUM'),
      'at least',
      at(size.limit),
      `${NEAR_LIMIT * 100} % of the bytes that ${stream.name} takes: ${share}.`,
    ),
  ];
}

function widget(stream: Resource<StreamConfig>, context: EmitContext): WidgetCode {
  const metric = `design.${context.member(stream)}`;
  return {
    title: stream.name,
    left: [
      minutely(`${metric}.metricIncomingRecords`, 'SUM'),
      minutely(`${metric}.metricWriteProvisionedThroughputExceeded`, 'SUM'),
    ],
    right: [minutely(`${metric}.metricGetRecordsIteratorAgeMilliseconds`, 'MAXIMUM')],
  };
}

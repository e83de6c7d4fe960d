/** Delivery streams and flows: what moves records by itself. */
import type { Connection, Resource } from '#shared/model/graph';
import { connectorOf, sinkOf } from '#shared/services/appflow/connectors';
import { same } from '../policies';
import type { Properties, TemplateReader } from '../wiring/reader';
import { att, type Entry, free, named, ref, that, type Test, type Wanted, when } from './entry';
import { logGroup } from './functions';

export function delivery(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config, inbound, outbound } = drawn;
  const { id, Properties: its = {} } = reader.main(drawn);
  const own = reader.under(drawn);
  const group = own.find(({ Type }) => Type === 'AWS::Logs::LogGroup')?.id ?? 'no log group';
  const role = att(roleIdOf(drawn, reader));
  const source = inbound.find(({ kind }) => kind.id === 'firehose/stream-source');
  const bucket = outbound.find(({ kind }) => kind.id === 'firehose/bucket-destination');
  const endpoint = outbound.find(({ kind }) => kind.id === 'firehose/endpoint-destination');
  const failed = outbound.find(({ kind }) => kind.id === 'firehose/failed-records');
  const shared = {
    BufferingHints: { IntervalInSeconds: config['bufferInterval'], SizeInMBs: config['bufferSize'] },
    CloudWatchLoggingOptions: { Enabled: true, LogGroupName: ref(group), LogStreamName: oneOf(drawn, reader) },
    RoleARN: role,
  };
  return [
    {
      of: drawn.id,
      type: 'AWS::KinesisFirehose::DeliveryStream',
      is: (resource) => resource.id === id,
      after: [roleIdOf(drawn, reader)],
      properties: {
        DeliveryStreamType: source ? 'KinesisStreamAsSource' : 'DirectPut',
        DeliveryStreamEncryptionConfigurationInput: when(!source && config['encryption'] === 'aws', {
          KeyType: 'AWS_OWNED_CMK',
        }),
        KinesisStreamSourceConfiguration: source && {
          KinesisStreamARN: reader.arn(source.from.resource),
          RoleARN: role,
        },
        ExtendedS3DestinationConfiguration: bucket && {
          ...shared,
          ...toBucket(bucket, reader),
          ProcessingConfiguration: processing(drawn, reader),
          DataFormatConversionConfiguration: when(bucket.config['format'] !== 'asIs', free),
        },
        HttpEndpointDestinationConfiguration: endpoint && {
          ...shared,
          EndpointConfiguration: { Name: named, Url: endpoint.to.resource.config['url'], AccessKey: free },
          RequestConfiguration: { ContentEncoding: that((value) => /^(NONE|GZIP)$/.test(String(value)), 'NONE') },
          RetryOptions: { DurationInSeconds: endpoint.config['retryDuration'] },
          S3BackupMode: 'FailedDataOnly',
          SecretsManagerConfiguration: when(String(endpoint.config['secret']).trim() !== '', {
            Enabled: true,
            RoleARN: role,
            SecretARN: that((value) => JSON.stringify(value).includes(String(endpoint.config['secret'])), 'its secret'),
          }),
          ProcessingConfiguration: free,
          S3Configuration: failed && {
            ...shared,
            BucketARN: reader.arn(failed.to.resource),
            CompressionFormat: free,
            ErrorOutputPrefix: `${String(failed.config['keyPrefix'])}!{firehose:error-output-type}/`,
          },
        },
      },
    },
    logGroup(drawn.id, group),
    ...logStreams(drawn, reader, its, group),
  ];
}

export const roleIdOf = (drawn: Resource, reader: TemplateReader): string =>
  reader
    .under(drawn)
    .find(({ Type, Properties }) => Type === 'AWS::IAM::Role' && JSON.stringify(Properties).includes('"firehose.amaz'))
    ?.id ?? 'no role';

const oneOf = (drawn: Resource, reader: TemplateReader): Test =>
  that(
    (value) => reader.under(drawn).some(({ id, Type }) => Type === 'AWS::Logs::LogStream' && same(value, ref(id))),
    'a stream of its log',
  );

/** One for each destination. */
function logStreams(drawn: Resource, reader: TemplateReader, its: Properties, group: string): readonly Entry[] {
  const count = its['HttpEndpointDestinationConfiguration'] === undefined ? 1 : 2;
  return Array.from({ length: count }, () => ({
    of: `the log of ${drawn.id}`,
    type: 'AWS::Logs::LogStream',
    is: ({ id }) => reader.under(drawn).some((each) => each.id === id),
    kept: 'Retain' as const,
    properties: { LogGroupName: ref(group) },
  }));
}

function toBucket({ to, config }: Connection, reader: TemplateReader): Readonly<Record<string, Wanted>> {
  const { keyPrefix, errorPrefix, compression, partitioning } = config;
  const prefix = String(keyPrefix);
  return {
    BucketARN: reader.arn(to.resource),
    CompressionFormat: when(compression !== 'UNCOMPRESSED', compression),
    ErrorOutputPrefix: `${String(errorPrefix)}!{firehose:error-output-type}/`,
    Prefix: that(
      (value) => (prefix === '' && partitioning !== true ? true : String(value).startsWith(prefix)),
      `a prefix with ${prefix}`,
    ),
    DynamicPartitioningConfiguration: when(partitioning === true, { Enabled: true }),
  };
}

/** The function first, then what partitions and parts the records: each with its parameters. */
function processing(drawn: Resource, reader: TemplateReader): Test {
  const by = drawn.outbound.find(({ kind }) => kind.id === 'firehose/transformation');
  const to = drawn.outbound.find(({ kind }) => kind.id === 'firehose/bucket-destination');
  const field = String(to?.config['partitionField']);
  return (value) => {
    const { Enabled: on, Processors: all = [] } = (value ?? {}) as Properties & {
      readonly Processors?: readonly Properties[];
    };
    const parameters = (type: string): Readonly<Record<string, unknown>> | undefined => {
      const found = all.find(({ Type }) => Type === type);
      const list = (found?.['Parameters'] ?? []) as readonly Properties[];
      return (
        found && Object.fromEntries(list.map(({ ParameterName: name, ParameterValue: text }) => [String(name), text]))
      );
    };
    const lambda = by && {
      LambdaArn: reader.callableArn(by.to.resource),
      RoleArn: att(roleIdOf(drawn, reader)),
      BufferSizeInMBs: String(by.config['bufferSize']),
      BufferIntervalInSeconds: String(by.config['bufferInterval']),
      NumberOfRetries: String(by.config['retries']),
    };
    const types = [
      ...(by ? ['Lambda'] : []),
      ...(to?.config['partitioning'] === true ? ['MetadataExtraction'] : []),
      ...(to?.config['format'] === 'PARQUET' ? [] : ['AppendDelimiterToRecord']),
    ];
    const query = parameters('MetadataExtraction');
    return [
      ...(types.length === 0 || on === true ? [] : ['is off']),
      ...(same(
        all.map(({ Type }) => Type),
        types,
      )
        ? []
        : [`has other steps than ${types.join(', ')}`]),
      ...(same(parameters('Lambda'), lambda) ? [] : ['calls the function otherwise']),
      ...(query &&
      !(String(query['MetadataExtractionQuery']).endsWith(`:${field}}`) && query['JsonParsingEngine'] === 'JQ-1.6')
        ? [`does not partition by ${field}`]
        : []),
      ...(same(parameters('AppendDelimiterToRecord') ?? {}, {}) ? [] : ['has another delimiter']),
    ];
  };
}

const TRIGGERS: Readonly<Record<string, string>> = { schedule: 'Scheduled', event: 'Event', 'on-demand': 'OnDemand' };

export function flow(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config, outbound } = drawn;
  const { id } = reader.main(drawn);
  const toBus = outbound.some(({ kind }) => kind.id === 'appflow/bus-destination');
  const isScheduled = config['trigger'] === 'schedule';
  return [
    {
      of: drawn.id,
      type: 'AWS::AppFlow::Flow',
      is: (resource) => resource.id === id,
      properties: {
        FlowName: named,
        FlowStatus: when(config['trigger'] !== 'on-demand' && !toBus, 'Active'),
        TriggerConfig: {
          TriggerType: TRIGGERS[String(config['trigger'])],
          TriggerProperties: when(isScheduled, {
            DataPullMode: config['pull'] === 'full' ? 'Complete' : 'Incremental',
            ScheduleExpression: that(
              (value) => secondsOf(String(value)) === config['every'],
              `every ${String(config['every'])} s`,
            ),
          }),
        },
        SourceFlowConfig: sourceOf(drawn, reader),
        DestinationFlowConfigList: [destination(drawn, reader)],
        // What is done to each record: `test/services/appflow` says which tasks those are.
        Tasks: that((value) => Array.isArray(value) && value.length > 0, 'tasks'),
      },
    },
  ];
}

/** AppFlow’s own form: `rate(5minutes)`. */
function secondsOf(expression: string): number {
  const [, count, unit = ''] = /^rate\((\d+)(minutes|hours|days)\)$/.exec(expression) ?? [];
  return Number(count) * ({ minutes: 60, hours: 3600, days: 86_400 }[unit] ?? Number.NaN);
}

const profile = (name: unknown, otherwise: unknown): unknown => String(name).trim() || otherwise;

function sourceOf({ config, outbound }: Resource, reader: TemplateReader): Wanted {
  const bucket = outbound.find(({ kind }) => kind.id === 'appflow/bucket-source');
  if (bucket)
    return {
      ConnectorType: 'S3',
      SourceConnectorProperties: {
        S3: {
          BucketName: reader.ref(bucket.to.resource),
          BucketPrefix: String(bucket.config['keyPrefix']).replace(/\/$/, ''),
          S3InputFormatConfig: { S3InputFileType: bucket.config['fileType'] },
        },
      },
    };
  const { source: of, trigger, pull, timestampField: field } = config;
  const { type, property } = connectorOf(of as Parameters<typeof connectorOf>[0]);
  const isIncremental = trigger === 'schedule' && pull === 'incremental' && String(field).trim() !== '';
  return {
    ConnectorType: type,
    ConnectorProfileName: profile(config['connectorProfile'], of),
    SourceConnectorProperties: { [capital(property)]: { Object: config['object'] } },
    IncrementalPullConfig: when(isIncremental, { DatetimeTypeFieldName: String(field).trim() }),
  };
}

const capital = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

function destination({ config, outbound }: Resource, reader: TemplateReader): Wanted {
  const bucket = outbound.find(({ kind }) => kind.id === 'appflow/bucket-destination');
  const bus = outbound.find(({ kind }) => kind.id === 'appflow/bus-destination');
  if (bus)
    return {
      ConnectorType: 'EventBridge',
      DestinationConnectorProperties: { EventBridge: { Object: bus.to.resource.config['partnerSource'] } },
    };
  if (bucket) {
    const { keyPrefix, fileType, filesPerRun } = bucket.config;
    return {
      ConnectorType: 'S3',
      DestinationConnectorProperties: {
        S3: {
          BucketName: reader.ref(bucket.to.resource),
          BucketPrefix: when(keyPrefix !== '', String(keyPrefix).replace(/\/$/, '')),
          S3OutputFormatConfig: {
            FileType: fileType,
            AggregationConfig: { AggregationType: filesPerRun === 1 ? 'SingleFile' : 'None' },
          },
        },
      },
    };
  }
  const sink = sinkOf(config['sink'] as Parameters<typeof sinkOf>[0]);
  if (!sink) return undefined;
  return {
    ConnectorType: sink.type,
    ConnectorProfileName: profile(config['sinkProfile'], config['sink']),
    DestinationConnectorProperties: {
      [capital(sink.property)]: {
        Object: config['sinkObject'],
        IntermediateBucketName: when(sink.staged === true, String(config['stagingBucket']).trim()),
      },
    },
  };
}

import type { AlarmCode, EmitContext, Helper, NagAcknowledgement, ResourceCode, WidgetCode } from '#shared/model/cdk';
import { lasting, limitOf, minutely, named, NEAR_LIMIT } from '#shared/model/cdk-helpers';
import { type Code, object, quote } from '#shared/model/code';
import { grouped } from '#shared/model/figures';
import type { Resource } from '#shared/model/graph';
import { LEAST_PARTITIONED, MOST_FOR_ENDPOINT } from './buffer-bounds';
import type { DeliveryConfig } from './config';
import { destinationCode } from './destination-code';
import {
  bucketDestinations,
  destinationsOf,
  directPuts,
  endpointDestinations,
  failedRecordsOf,
  streamSources,
  transformationsOf,
} from './outlets';

const MINUTE = 60;

type Stream = Resource<DeliveryConfig>;

/** Source: https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html, 2026-11-23. */
const deliveryStream: Helper = {
  name: 'deliveryStream',
  kind: 'method',
  imports: {
    firehose: 'aws-cdk-lib/aws-kinesisfirehose',
    iam: 'aws-cdk-lib/aws-iam',
    logs: 'aws-cdk-lib/aws-logs',
    secretsmanager: 'aws-cdk-lib/aws-secretsmanager',
  },
  code: `
    /**
     * A delivery stream in a scope of its own, with its role and the log of its errors. The role gets what is granted to
     * the stream and nothing else: what the CDK's destinations would add is left out.
     */
    #deliveryStream(
      id: string,
      { destination, secretName, ...props }: Omit<firehose.DeliveryStreamProps, 'destination'> & {
        readonly secretName?: string;
        readonly destination: (given: {
          readonly role: iam.IRole;
          readonly loggingConfig: firehose.EnableLogging;
          readonly secret: secretsmanager.ISecret | undefined;
        }) => firehose.IDestination;
      },
    ): firehose.DeliveryStream {
      const scope = new Construct(this, id);
      const conditions = { StringEquals: { 'aws:SourceAccount': this.account } };
      const role = new iam.Role(scope, 'Role', {
        assumedBy: new iam.ServicePrincipal('firehose.amazonaws.com', { conditions }),
      });
      const log = new logs.LogGroup(scope, 'Log', {
        retention: logs.RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      });
      log.grantWrite(role);
      const secret =
        secretName === undefined ? undefined : secretsmanager.Secret.fromSecretNameV2(scope, 'Key', secretName);
      secret?.grantRead(role);
      const stream = new firehose.DeliveryStream(scope, 'Stream', {
        role,
        destination: destination({
          role: role.withoutPolicyUpdates(),
          loggingConfig: new firehose.EnableLogging(log),
          secret,
        }),
        ...props,
      });
      // Firehose looks whether it may when the stream is made.
      stream.node.addDependency(role);
      return stream;
    }`,
};

export function cdk(stream: Stream, context: EmitContext): ResourceCode {
  const { name, config } = stream;
  const id = quote(context.constructId(stream));
  const [source] = streamSources(stream);
  const [endpoint] = endpointDestinations(stream);
  const secret = endpoint?.config.secret.trim() ?? '';
  const impossible = fault(stream);
  const isEncrypted = config.encryption === 'aws' && !source;
  return {
    imports: { firehose: 'aws-cdk-lib/aws-kinesisfirehose' },
    type: 'firehose.DeliveryStream',
    create: (all) => `this.#deliveryStream(${id}, ${object(all)})`,
    properties: {
      source: source && `new firehose.KinesisStreamSource(this.${context.member(source.from.resource)})`,
      encryption: isEncrypted ? 'firehose.StreamEncryption.awsOwnedKey()' : undefined,
      secretName: secret === '' ? undefined : quote(secret),
      destination: impossible === undefined ? destinationCode(stream, context) : '() => undefined as never',
    },
    helpers: [deliveryStream],
    // Itself, its role with a policy, its log and the stream in it.
    templateResources: 5,
    checks: [
      {
        title: `${name} delivers when ${config.bufferSize} MiB have come or ${config.bufferInterval} s are over`,
        on: `stack.${context.member(stream)}`,
        properties: {
          [bucketDestinations(stream).length > 0
            ? 'ExtendedS3DestinationConfiguration'
            : 'HttpEndpointDestinationConfiguration']: `expect.objectContaining(${object({
            BufferingHints: object({
              IntervalInSeconds: String(config.bufferInterval),
              SizeInMBs: String(config.bufferSize),
            }),
          })})`,
          DeliveryStreamType: quote(source ? 'KinesisStreamAsSource' : 'DirectPut'),
        },
      },
    ],
    acknowledgements: acknowledgements(stream, context),
    alarms: alarms(stream, context),
    widgets: [widget(stream, context)],
    ...(impossible === undefined ? {} : { impossible }),
  };
}

/** What AWS refuses. */
function fault(stream: Stream): string | undefined {
  const { name, config } = stream;
  const sources = streamSources(stream);
  const destinations = destinationsOf(stream);
  const [bucket] = bucketDestinations(stream);
  if (destinations.length !== 1) {
    return `${name} has ${destinations.length === 0 ? 'no destination' : `${destinations.length} destinations, but a delivery stream has one`}`;
  }
  if (sources.length > 1 || (sources.length > 0 && directPuts(stream).length > 0)) {
    return `${name} reads a data stream and has other sources beside it, but a delivery stream has one`;
  }
  if (!bucket && !failedRecordsOf(stream))
    return `${name} has no bucket for the records that its endpoint does not take`;
  if (bucket && failedRecordsOf(stream)) {
    return `${name} delivers to a bucket, which keeps failed records itself: AWS takes no other bucket for them`;
  }
  if (transformationsOf(stream).length > 1) return `${name} has more than one function that transforms its records`;
  if (!bucket && config.bufferSize > MOST_FOR_ENDPOINT) {
    return `${name} gathers ${config.bufferSize} MiB for an endpoint, but AWS takes ${MOST_FOR_ENDPOINT} MiB at most`;
  }
  if (bucket?.config.partitioning && isTooSmall(config)) {
    return `${name} partitions its records with buffers of ${config.bufferSize} MiB and ${config.bufferInterval} s, but AWS asks for ${LEAST_PARTITIONED.mebibytes} MiB and ${LEAST_PARTITIONED.interval} s at least`;
  }
  return undefined;
}

const isTooSmall = ({ bufferSize, bufferInterval }: DeliveryConfig): boolean =>
  bufferSize < LEAST_PARTITIONED.mebibytes || bufferInterval < LEAST_PARTITIONED.interval;

function acknowledgements(stream: Stream, context: EmitContext): readonly NagAcknowledgement[] {
  const { name, config } = stream;
  const isRead = streamSources(stream).length > 0;
  if (!isRead && config.encryption !== 'none') return [];
  return [
    {
      rule: 'AwsSolutions-KDF1',
      reason: isRead
        ? `What ${name} reads is encrypted in the data stream: AWS takes no encryption of its own beside it.`
        : `${name} is drawn without encryption at rest.`,
      on: `this.${context.member(stream)}`,
    },
  ];
}

/** Freshness of what is delivered, in CloudWatch's name for the destination. */
const freshness = (stream: Stream): string =>
  `DeliveryTo${bucketDestinations(stream).length > 0 ? 'S3' : 'HttpEndpoint'}.DataFreshness`;

/** Times the buffers alone account for, from which on delivery is late: buffers in several stages take half as long again. */
const LATE = 2;

function alarms(stream: Stream, context: EmitContext): readonly AlarmCode[] {
  const metric = `design.${context.member(stream)}`;
  const { name, config } = stream;
  const [by] = transformationsOf(stream);
  const buffered = config.bufferInterval + (by?.config.bufferInterval ?? 0);
  const late = LATE * Math.max(MINUTE, buffered);
  const partitioned = bucketDestinations(stream).find((each) => each.config.partitioning);
  return [
    lasting(
      'NotDelivered',
      named(metric, freshness(stream), 'MAXIMUM'),
      'at least',
      late,
      `The oldest record of ${name} waits for ${late} s, of which its buffers account for ${buffered} s: the destination cannot be written, or the function fails.`,
    ),
    ...(directPuts(stream).length > 0
      ? [
          lasting(
            'RecordsRefused',
            named(metric, 'ThrottledRecords', 'SUM'),
            'at least',
            1,
            `More is put on ${name} than its quota: producers get ServiceUnavailableException, some of them inside an answer with status 200.`,
          ),
          ...nearlyFull(stream, metric, context),
        ]
      : [fallsBehind(stream, metric)]),
    ...(partitioned
      ? [
          lasting(
            'PartitionsExceeded',
            named(metric, 'PartitionCountExceeded', 'MAXIMUM'),
            'at least',
            1,
            `${name} has no room for another partition: its records go to the error prefix.`,
          ),
        ]
      : []),
  ];
}

const NEAR = [
  { limit: 'firehose/put-records', metric: 'IncomingRecords', id: 'RecordsNearLimit', noun: 'records' },
  { limit: 'firehose/put-requests', metric: 'IncomingPutRequests', id: 'RequestsNearLimit', noun: 'requests' },
  { limit: 'firehose/put-bytes', metric: 'IncomingBytes', id: 'BytesNearLimit', noun: 'bytes' },
] as const;

function nearlyFull(stream: Stream, construct: Code, context: EmitContext): readonly AlarmCode[] {
  return NEAR.flatMap(({ limit: limitId, metric, id, noun }) => {
    const limit = limitOf(context, stream, limitId);
    if (!limit) return [];
    return [
      lasting(
        id,
        named(construct, metric, 'SUM'),
        'at least',
        Math.floor(limit.limit * NEAR_LIMIT * MINUTE),
        `${NEAR_LIMIT * 100} % of the ${grouped(limit.limit)} ${noun} a second that may be put on ${stream.name}; the estimate is ${grouped(Math.round(limit.used))} a second at the drawn load.`,
      ),
    ];
  });
}

/** Seconds by which reading is late that are nobody's buffer. */
const BEHIND = 300;

function fallsBehind({ name }: Stream, construct: Code): AlarmCode {
  return lasting(
    'FallsBehind',
    named(construct, 'KinesisMillisBehindLatest', 'MAXIMUM'),
    'at least',
    BEHIND * 1000,
    `${name} reads its data stream ${BEHIND} s late: other readers take the throughput of the shards, or too few transformations run at once.`,
  );
}

function widget(stream: Stream, context: EmitContext): WidgetCode {
  const metric = `design.${context.member(stream)}`;
  return {
    title: stream.name,
    left: [minutely(`${metric}.metricIncomingRecords`, 'SUM'), named(metric, 'ThrottledRecords', 'SUM')],
    right: [named(metric, freshness(stream), 'MAXIMUM')],
  };
}

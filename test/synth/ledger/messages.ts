/** Queues, topics and streams, with the policies of who may use them. */
import type { Connection, Resource } from '#shared/model/graph';
import type { TemplateReader } from '../wiring/reader';
import { ACCOUNT, type Entry, named, that, when } from './entry';
import { type Grant, overTls, policy, service } from './grants';
import { rulesOf } from './rules';

const SEND = ['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl'];
const wholeSeconds = (seconds: unknown): number => Math.ceil(Number(seconds));

export function queue(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config, outbound } = drawn;
  const { id } = reader.main(drawn);
  const isFifo = config['type'] === 'fifo';
  const isHigh = isFifo && config['throughput'] === 'high';
  const redrive = outbound.find(({ kind }) => kind.id === 'sqs/redrive');
  const key = reader.keyArn(drawn);
  return [
    {
      of: drawn.id,
      type: 'AWS::SQS::Queue',
      is: (resource) => resource.id === id,
      kept: 'Retain',
      properties: {
        FifoQueue: when(isFifo, true),
        ContentBasedDeduplication: when(isFifo && config['contentBasedDeduplication'] === true, true),
        DeduplicationScope: when(isHigh, 'messageGroup'),
        FifoThroughputLimit: when(isHigh, 'perMessageGroupId'),
        VisibilityTimeout: wholeSeconds(config['visibilityTimeout']),
        MessageRetentionPeriod: wholeSeconds(config['retention']),
        DelaySeconds: when(config['delay'] !== 0, wholeSeconds(config['delay'])),
        ReceiveMessageWaitTimeSeconds: when(config['receiveWait'] !== 0, wholeSeconds(config['receiveWait'])),
        // Messages of 1 MiB are AWS's own limit (SetQueueAttributes, 2026-11-23).
        MaximumMessageSize: when(config['maximumMessageSize'] !== 1_048_576, config['maximumMessageSize']),
        RedrivePolicy: redrive && {
          deadLetterTargetArn: reader.arn(redrive.to.resource),
          maxReceiveCount: redrive.config['maxReceiveCount'],
        },
        KmsMasterKeyId: key,
        SqsManagedSseEnabled: when(key === undefined, true),
      },
    },
    {
      of: drawn.id,
      type: 'AWS::SQS::QueuePolicy',
      is: ({ Properties = {} }) => JSON.stringify(Properties['Queues']).includes(`"${id}"`),
      properties: {
        Queues: [{ Ref: id }],
        PolicyDocument: policy(
          overTls({ AWS: '*' }, 'sqs:*', reader.arn(drawn)),
          ...drawn.inbound.flatMap((each) => sending(each, reader)),
        ),
      },
    },
  ];
}

/** AWS services that put messages into a queue by their own name. */
function sending(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, from, to } = connection;
  const on = [reader.arn(to.resource)];
  switch (kind.id) {
    case 'sns/queue-subscription':
    case 'sns/subscription-dead-letter': {
      const isTopic = { ArnEquals: { 'aws:SourceArn': reader.ref(from.resource) } };
      return [{ who: service('sns'), actions: ['sqs:SendMessage'], on, when: isTopic }];
    }
    case 's3/queue-notification': {
      const isBucket = { ArnLike: { 'aws:SourceArn': reader.arn(from.resource) } };
      return [{ who: service('s3'), actions: SEND, on, when: isBucket }];
    }
    case 'eventbridge/queue-target':
      return rulesOf(reader, connection).map((rule) => ({
        who: service('events'),
        actions: SEND,
        on,
        // A rule of the queue's own stack would wait for the key, and the key for the rule.
        when:
          to.resource.config['encryption'] === 'kms'
            ? { StringEquals: { 'aws:SourceAccount': ACCOUNT } }
            : { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule.id, 'Arn'] } } },
      }));
    case 'eventbridge/target-dead-letter':
      return rulesOf(reader, connection).map(({ id }) => ({
        who: service('events'),
        actions: ['sqs:SendMessage'],
        on,
        when: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [id, 'Arn'] } } },
      }));
    default:
      return [];
  }
}

export function topic(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config } = drawn;
  const { id } = reader.main(drawn);
  const isFifo = config['type'] === 'fifo';
  return [
    {
      of: drawn.id,
      type: 'AWS::SNS::Topic',
      is: (resource) => resource.id === id,
      properties: {
        FifoTopic: when(isFifo, true),
        TopicName: when(
          isFifo,
          that((name) => String(name).endsWith('.fifo'), 'a name with .fifo'),
        ),
        ContentBasedDeduplication: when(isFifo && config['contentBasedDeduplication'] === true, true),
        FifoThroughputScope: when(isFifo, config['throughputScope']),
        // 256 KiB are AWS's own limit (CreateTopic, 2026-11-23).
        MaximumMessageSize: when(config['maximumMessageSize'] !== 262_144, config['maximumMessageSize']),
        KmsMasterKeyId: reader.keyArn(drawn),
      },
    },
    {
      of: drawn.id,
      type: 'AWS::SNS::TopicPolicy',
      is: ({ Properties = {} }) => JSON.stringify(Properties['Topics']).includes(`"${id}"`),
      properties: {
        Topics: [{ Ref: id }],
        PolicyDocument: policy(
          overTls('*', 'sns:Publish', reader.ref(drawn)),
          ...drawn.inbound.flatMap((each) => publishing(each, reader)),
        ),
      },
    },
  ];
}

function publishing({ kind, from, to }: Connection, reader: TemplateReader): readonly Grant[] {
  const grant = { actions: ['sns:Publish'], on: [reader.ref(to.resource)] };
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html, 2026-11-23: no conditions.
  if (kind.id === 'eventbridge/topic-target') return [{ ...grant, who: service('events') }];
  if (kind.id !== 's3/topic-notification') return [];
  return [{ ...grant, who: service('s3'), when: { ArnLike: { 'aws:SourceArn': reader.arn(from.resource) } } }];
}

/** Kinesis takes whole hours and KiB. */
export function stream(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config } = drawn;
  const { id } = reader.main(drawn);
  const isOnDemand = config['mode'] === 'on-demand';
  const encryption = { none: undefined, managed: 'alias/aws/kinesis', kms: reader.keyArn(drawn) }[
    String(config['encryption'])
  ];
  return [
    {
      of: drawn.id,
      type: 'AWS::Kinesis::Stream',
      is: (resource) => resource.id === id,
      kept: 'Retain',
      properties: {
        StreamModeDetails: { StreamMode: isOnDemand ? 'ON_DEMAND' : 'PROVISIONED' },
        ShardCount: when(!isOnDemand, config['shards']),
        RetentionPeriodHours: Math.ceil(Number(config['retention']) / 3600),
        StreamEncryption: encryption === undefined ? undefined : { EncryptionType: 'KMS', KeyId: encryption },
        MaxRecordSizeInKiB: when(
          config['maximumRecordSize'] !== 1_048_576,
          Math.ceil(Number(config['maximumRecordSize']) / 1024),
        ),
      },
    },
    ...drawn.outbound
      .filter(({ kind, config: { enhancedFanOut } }) => kind.id === 'lambda/stream-event-source' && enhancedFanOut)
      .map(({ to }): Entry => ({
        of: `${to.resource.id} at ${drawn.id}`,
        type: 'AWS::Kinesis::StreamConsumer',
        is: () => true,
        properties: { StreamARN: reader.arn(drawn), ConsumerName: named },
      })),
  ];
}

/** What a pipe polls and calls in an exported CDK app: each connection states its part of the pipe and its permission. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { type Code, literal, object, type Properties, quote } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { allowForPipe } from './cdk-helpers';
import { isPattern } from './pattern';
import type { QueueSourceConfig, SourceConfig, StreamSourceConfig } from './source-config';
import type {
  ApiCallConfig,
  ApiDestinationConfig,
  BusTargetConfig,
  FunctionTargetConfig,
  QueueTargetConfig,
  StreamTargetConfig,
  TargetConfig,
} from './stage-config';
import { arnOf, type Granted, imports, keyOf, ofApi, ofEndpoint, ofFunction, stage, stated } from './stage-wiring';
import { deadLetterOf, deadLettersDrawn, sourcesOf } from './stages';

type To<C, K extends Contract> = Connection<C, 'pass-batches', K>;

export const wiring = {
  queueSource(connection: Connection<QueueSourceConfig, 'poll-queue', 'take-batches'>, context: EmitContext) {
    const { config, from } = connection;
    const queue = `this.${context.member(from.resource)}`;
    return source(connection, context, {
      arn: `${queue}.queueArn`,
      parameters: {
        sqsQueueParameters: object({
          batchSize: literal(config.batchSize),
          maximumBatchingWindowInSeconds: config.batchingWindow > 0 ? literal(config.batchingWindow) : undefined,
        }),
      },
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
      key: 'encryptionMasterKey',
    });
  },
  streamSource(connection: Connection<StreamSourceConfig, 'read-shards', 'take-batches'>, context: EmitContext) {
    const { config, from, to } = connection;
    const stream = `this.${context.member(from.resource)}`;
    const isTable = from.terms.records === 'item changes';
    const letters = deadLetterOf(to.resource);
    const parameters = object({
      startingPosition: quote(config.startingPosition),
      batchSize: literal(config.batchSize),
      maximumBatchingWindowInSeconds: config.batchingWindow > 0 ? literal(config.batchingWindow) : undefined,
      parallelizationFactor: config.parallelizationFactor > 1 ? literal(config.parallelizationFactor) : undefined,
      maximumRetryAttempts:
        config.maximumRetryAttempts === undefined ? undefined : literal(config.maximumRetryAttempts),
      maximumRecordAgeInSeconds: config.maximumRecordAge === undefined ? undefined : literal(config.maximumRecordAge),
      onPartialBatchItemFailure: config.bisectBatchOnError ? quote('AUTOMATIC_BISECT') : undefined,
      deadLetterConfig: letters && object({ arn: arnOf(letters, context) }),
    });
    const service = isTable ? 'dynamodb' : 'kinesis';
    return source(connection, context, {
      arn: isTable ? `${stream}.tableStreamArn!` : `${stream}.streamArn`,
      parameters: { [isTable ? 'dynamoDbStreamParameters' : 'kinesisStreamParameters']: parameters },
      actions: [
        `${service}:DescribeStream`,
        ...(isTable ? [] : ['kinesis:DescribeStreamSummary']),
        `${service}:GetRecords`,
        `${service}:GetShardIterator`,
        isTable ? 'dynamodb:ListStreams' : 'kinesis:ListShards',
      ],
      key: 'encryptionKey',
    });
  },
  enrichByFunction: (connection: To<TargetConfig, 'invoke'>, context: EmitContext): ConnectionCode =>
    ofFunction('enrichment', connection, context, {}),
  enrichByWorkflow: (connection: To<TargetConfig, 'start-workflow'>, context: EmitContext): ConnectionCode =>
    stage('enrichment', connection, context, { actions: ['states:StartSyncExecution'] }),
  enrichByEndpoint: (connection: To<ApiDestinationConfig, 'http'>, context: EmitContext): ConnectionCode =>
    ofEndpoint('enrichment', connection, context),
  functionTarget: (connection: To<FunctionTargetConfig, 'invoke'>, context: EmitContext): ConnectionCode =>
    ofFunction('target', connection, context, { lambdaFunctionParameters: invocation('REQUEST_RESPONSE') }),
  functionEvent: (connection: To<TargetConfig, 'invoke'>, context: EmitContext): ConnectionCode =>
    ofFunction('target', connection, context, { lambdaFunctionParameters: invocation('FIRE_AND_FORGET') }),
  workflowTarget: (connection: To<TargetConfig, 'start-workflow'>, context: EmitContext): ConnectionCode =>
    stage('target', connection, context, {
      actions: ['states:StartSyncExecution'],
      parameters: { stepFunctionStateMachineParameters: invocation('REQUEST_RESPONSE') },
    }),
  workflowStart: (connection: To<TargetConfig, 'start-workflow'>, context: EmitContext): ConnectionCode =>
    stage('target', connection, context, {
      actions: ['states:StartExecution'],
      parameters: { stepFunctionStateMachineParameters: invocation('FIRE_AND_FORGET') },
    }),
  queueTarget(connection: To<QueueTargetConfig, 'enqueue'>, context: EmitContext): ConnectionCode {
    const { config, to } = connection;
    const { group, id } = pathsOf(connection);
    return stage('target', connection, context, {
      actions: ['sqs:SendMessage'],
      key: 'encryptionMasterKey',
      parameters: {
        sqsQueueParameters: to.terms.fifo
          ? object({
              messageGroupId: quote(config.messageGroup.trim() || group),
              messageDeduplicationId: quote(id),
            })
          : undefined,
      },
    });
  },
  topicTarget: (connection: To<TargetConfig, 'publish'>, context: EmitContext): ConnectionCode =>
    stage('target', connection, context, { actions: ['sns:Publish'], key: 'masterKey' }),
  streamTarget(connection: To<StreamTargetConfig, 'put-record'>, context: EmitContext): ConnectionCode {
    const key = connection.config.partitionKey.trim() || pathsOf(connection).key;
    return stage('target', connection, context, {
      actions: ['kinesis:PutRecord', 'kinesis:PutRecords'],
      key: 'encryptionKey',
      parameters: { kinesisStreamParameters: object({ partitionKey: quote(key) }) },
    });
  },
  deliveryStreamTarget: (connection: To<TargetConfig, 'collect-records'>, context: EmitContext): ConnectionCode =>
    stage('target', connection, context, { actions: ['firehose:PutRecord', 'firehose:PutRecordBatch'] }),
  busTarget(connection: To<BusTargetConfig, 'put-events'>, context: EmitContext): ConnectionCode {
    const { eventSource, detailType } = connection.config;
    const given = object({ source: stated(eventSource), detailType: stated(detailType) });
    return stage('target', connection, context, {
      actions: ['events:PutEvents'],
      parameters: { eventBridgeEventBusParameters: given === '{}' ? undefined : given },
    });
  },
  apiDestination: (connection: To<ApiDestinationConfig, 'http'>, context: EmitContext): ConnectionCode =>
    ofEndpoint('target', connection, context),
  enrichByApi: (connection: To<ApiCallConfig, 'http'>, context: EmitContext): ConnectionCode =>
    ofApi('enrichment', connection, context),
  apiTarget: (connection: To<ApiCallConfig, 'http'>, context: EmitContext): ConnectionCode =>
    ofApi('target', connection, context),
  /** Printed with the stream that it belongs to. */
  deadLetter(connection: Connection, context: EmitContext): ConnectionCode {
    const { from, to } = connection;
    const pipe = from.resource;
    if (deadLettersDrawn(pipe)[0]?.id !== connection.id) {
      return { impossible: `${pipe.name} has a second dead-letter queue, ${to.resource.name}: a pipe has one` };
    }
    const stream = sourcesOf(pipe).find((each) => each.from.contract === 'read-shards');
    if (!stream) {
      return {
        impossible: `${to.resource.name} gets what ${pipe.name} gives up, but it reads no stream: what fails of a queue goes to the queue’s own dead-letter queue`,
      };
    }
    const isTopic = to.contract === 'publish';
    return {
      imports,
      references: [{ holder: pipe.id, target: to.resource.id, by: 'property' }],
      ...allowForPipe(
        pipe,
        {
          actions: [isTopic ? 'sns:Publish' : 'sqs:SendMessage'],
          arn: arnOf(connection, context),
          key: keyOf(to.resource, isTopic ? 'masterKey' : 'encryptionMasterKey', 'send', context),
        },
        context,
      ),
    };
  },
};

const invocation = (type: 'REQUEST_RESPONSE' | 'FIRE_AND_FORGET'): Code => object({ invocationType: quote(type) });

/** Where a record says what it belongs to and which it is, by its source. */
function pathsOf({ from }: Pick<Connection, 'from'>): Readonly<Record<'group' | 'key' | 'id', string>> {
  const [polled] = sourcesOf(from.resource);
  const { fifo, records } = (polled?.from.terms ?? {}) as { readonly fifo?: boolean; readonly records?: string };
  if (records === 'data') return { group: '$.partitionKey', key: '$.partitionKey', id: '$.eventID' };
  if (records !== undefined) return { group: '$.eventID', key: '$.eventID', id: '$.eventID' };
  const group = fifo ? '$.attributes.MessageGroupId' : '$.messageId';
  return { group, key: group, id: '$.messageId' };
}

function source(
  connection: Connection<SourceConfig>,
  context: EmitContext,
  printed: Granted & { readonly arn: Code; readonly parameters: Properties },
): ConnectionCode {
  const { config, from, to } = connection;
  const pipe = to.resource;
  if (!isPattern(config.filterPattern)) {
    return { impossible: `the filter pattern from ${from.resource.name} to ${pipe.name} is not a JSON object` };
  }
  const pattern = config.filterPattern.trim();
  const filters =
    pattern === '' ? undefined : object({ filters: `[{ pattern: JSON.stringify(${literal(JSON.parse(pattern))}) }]` });
  return {
    imports,
    properties: {
      [pipe.id]: {
        source: printed.arn,
        sourceParameters: object({ filterCriteria: filters, ...printed.parameters }),
      },
    },
    standsWith: 'to',
    references: [{ holder: pipe.id, target: from.resource.id, by: 'property' }],
    ...allowForPipe(
      pipe,
      { actions: printed.actions, arn: printed.arn, key: keyOf(from.resource, printed.key, 'read', context) },
      context,
    ),
    checks: [
      {
        title: `${pipe.name} polls ${from.resource.name} for batches of ${config.batchSize}`,
        type: 'AWS::Pipes::Pipe',
        properties: { Source: inTest(printed.arn) },
      },
    ],
    notes:
      config.filterShare < 1 && pattern === ''
        ? [
            `The drawing lets ${Math.round(config.filterShare * 100)} % of what comes from ${from.resource.name} through ${pipe.name}, but states no filter pattern: without one all of it passes.`,
          ]
        : [],
  };
}

const inTest = (arn: Code): Code => `stack.resolve(${arn.replace(/^this\./, 'stack.').replace(/!$/, '')})`;

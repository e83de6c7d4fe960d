/** Event source mappings in code. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { earlierTwin } from '#shared/model/cdk-helpers';
import { type Code, durationCode, literal, object, type Properties, quote, timeInWords } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { UTIL_DYNAMODB } from '#shared/model/item-changes';
import { POLL_QUEUE, READ_STREAM, READ_TABLE_STREAM, toSend } from './cdk-actions';
import { queueDestinationHelpers } from './cdk-queue-destination';
import { batchHandler } from './handlers/batches';
import { POWERTOOLS_BATCH } from './handlers/packages';
import type { QueueMappingConfig, StreamMappingConfig } from './mapping-config';

type QueueMapping = Connection<QueueMappingConfig, 'poll-queue', 'invoke'>;
type StreamMapping = Connection<StreamMappingConfig, 'read-shards', 'invoke'>;

const imports = { lambda: 'aws-cdk-lib/aws-lambda', eventSources: 'aws-cdk-lib/aws-lambda-event-sources' };
const unreadable = ({ from, to }: Connection): ConnectionCode => ({
  impossible: `the filter pattern from ${from.resource.name} to ${to.resource.name} is not a JSON object`,
});

const repeated = ({ from, to }: Connection): ConnectionCode => ({
  impossible: `${to.resource.name} polls ${from.resource.name} twice: AWS takes one event source mapping for a source and a function`,
});

export function queueEventSource(connection: QueueMapping, context: EmitContext): ConnectionCode {
  const { config, from, to } = connection;
  if (earlierTwin(connection)) return repeated(connection);
  const filters = filterCode(config.filterPattern);
  if (filters === 'unreadable') return unreadable(connection);
  const [queue, fn] = [context.member(from.resource), context.target(to.resource)];
  const options: Properties = {
    batchSize: literal(config.batchSize),
    maxBatchingWindow: config.batchingWindow > 0 ? durationCode(config.batchingWindow) : undefined,
    maxConcurrency: config.maximumConcurrency === undefined ? undefined : literal(config.maximumConcurrency),
    provisionedPollerConfig: config.provisionedPollers
      ? object({
          minimumPollers: literal(config.minimumPollers),
          maximumPollers: literal(config.maximumPollers),
        })
      : undefined,
    reportBatchItemFailures: config.reportBatchItemFailures ? 'true' : undefined,
    filters,
  };
  return {
    imports: { lambda: imports.lambda },
    statements: [`this.#pollQueue(${fn}, this.${queue}, ${object(options)});`],
    helpers: [pollQueue],
    standsWith: 'to',
    references: [{ holder: to.resource.id, target: from.resource.id, by: 'policy' }],
    allows: { resource: to.resource.id, actions: POLL_QUEUE },
    checks: [
      {
        title: `${to.resource.name} polls ${from.resource.name} for batches of ${config.batchSize}`,
        type: 'AWS::Lambda::EventSourceMapping',
        properties: {
          EventSourceArn: `stack.resolve(stack.${queue}.queueArn)`,
          FunctionName: `stack.resolve(${inTest(fn)}.functionName)`,
          BatchSize: literal(config.batchSize),
          MaximumBatchingWindowInSeconds: config.batchingWindow > 0 ? literal(config.batchingWindow) : undefined,
          ScalingConfig:
            config.maximumConcurrency === undefined
              ? undefined
              : object({ MaximumConcurrency: literal(config.maximumConcurrency) }),
          FunctionResponseTypes: config.reportBatchItemFailures ? "['ReportBatchItemFailures']" : undefined,
        },
      },
    ],
    notes: missingFilter(connection, config),
    invocation: {
      form: 'queue',
      packages: config.reportBatchItemFailures ? POWERTOOLS_BATCH : {},
      handler: batchHandler,
    },
  };
}

export function streamEventSource(connection: StreamMapping, context: EmitContext): ConnectionCode {
  const { config, from, to } = connection;
  if (earlierTwin(connection)) return repeated(connection);
  const filters = filterCode(config.filterPattern);
  if (filters === 'unreadable') return unreadable(connection);
  const [stream, fn] = [context.member(from.resource), context.target(to.resource)];
  const isBounded = config.maximumRetryAttempts !== undefined || config.maximumRecordAge !== undefined;
  const options: Properties = {
    startingPosition: `lambda.StartingPosition.${config.startingPosition}`,
    batchSize: literal(config.batchSize),
    maxBatchingWindow: config.batchingWindow > 0 ? durationCode(config.batchingWindow) : undefined,
    parallelizationFactor: config.parallelizationFactor > 1 ? literal(config.parallelizationFactor) : undefined,
    retryAttempts: config.maximumRetryAttempts === undefined ? undefined : literal(config.maximumRetryAttempts),
    maxRecordAge: config.maximumRecordAge === undefined ? undefined : durationCode(config.maximumRecordAge),
    bisectBatchOnError: config.bisectBatchOnError ? 'true' : undefined,
    reportBatchItemFailures: config.reportBatchItemFailures ? 'true' : undefined,
    onFailure: failureDestination(to.resource.outbound, context),
    filters,
  };
  const isTable = from.terms.records === 'item changes';
  const arn = isTable ? 'tableStreamArn' : 'streamArn';
  const source = isTable
    ? `new TableStreamEventSource(this.${stream}, ${object(options)})`
    : config.enhancedFanOut
      ? `new eventSources.KinesisConsumerEventSource(${consumer(connection, context)}, ${object(options)})`
      : `new eventSources.KinesisEventSource(this.${stream}, ${object(options)})`;
  return {
    imports: { ...imports, kinesis: 'aws-cdk-lib/aws-kinesis' },
    helpers: [
      ...(isTable ? [tableStreamEventSource] : []),
      ...(to.resource.outbound.find(isStreamDestination)?.to.contract === 'enqueue' ? queueDestinationHelpers : []),
    ],
    statements: [
      ...(isBounded
        ? []
        : [
            `// No bound on retries: a record that always fails blocks its shard for ${timeInWords(from.terms.retention)}, until it expires.`,
          ]),
      `${fn}.addEventSource(${source});`,
    ],
    standsWith: 'to',
    references: [{ holder: to.resource.id, target: from.resource.id, by: 'policy' }],
    allows: { resource: to.resource.id, actions: isTable ? READ_TABLE_STREAM : READ_STREAM },
    checks: [
      {
        title: `${to.resource.name} reads ${from.resource.name} in batches of ${config.batchSize}${config.enhancedFanOut ? ' by enhanced fan-out' : ''}`,
        type: 'AWS::Lambda::EventSourceMapping',
        properties: {
          ...(config.enhancedFanOut ? {} : { EventSourceArn: `stack.resolve(stack.${stream}.${arn})` }),
          FunctionName: `stack.resolve(${inTest(fn)}.functionName)`,
          BatchSize: literal(config.batchSize),
          StartingPosition: quote(config.startingPosition),
          ParallelizationFactor: config.parallelizationFactor > 1 ? literal(config.parallelizationFactor) : undefined,
          MaximumRetryAttempts:
            config.maximumRetryAttempts === undefined ? undefined : literal(config.maximumRetryAttempts),
          MaximumRecordAgeInSeconds:
            config.maximumRecordAge === undefined ? undefined : literal(config.maximumRecordAge),
          BisectBatchOnFunctionError: config.bisectBatchOnError ? 'true' : undefined,
        },
      },
    ],
    notes: missingFilter(connection, config),
    invocation: isTable
      ? { form: 'item-stream', packages: UTIL_DYNAMODB, handler: batchHandler }
      : { form: 'stream', handler: batchHandler },
  };
}

const pollQueue: Helper = {
  name: 'pollQueue',
  kind: 'method',
  imports: { lambda: imports.lambda, sqs: 'aws-cdk-lib/aws-sqs' },
  code: `
    /**
     * Has Lambda poll a queue for a function or its alias, and allows what that takes. The CDK's \`SqsEventSource\` would
     * make the same mapping, and let the code look the queue up and hide its messages for longer as well.
     */
    #pollQueue(
      target: lambda.IFunction,
      queue: sqs.Queue,
      options: Omit<lambda.EventSourceMappingOptions, 'eventSourceArn'>,
    ): void {
      const id = \`SqsEventSource:\${Names.nodeUniqueId(queue.node)}\`;
      target.addEventSourceMapping(id, { ...options, eventSourceArn: queue.queueArn });
      queue.grant(target, ${POLL_QUEUE.map(quote).join(', ')});
      queue.encryptionMasterKey?.grantDecrypt(target);
    }`,
};

/** The CDK's own class would let the function list the streams of every table of the account. */
const tableStreamEventSource: Helper = {
  name: 'TableStreamEventSource',
  kind: 'class',
  imports: { ...imports, dynamodb: 'aws-cdk-lib/aws-dynamodb' },
  code: `
    /** The stream of a table as an event source, with permission for this stream alone. */
    class TableStreamEventSource extends eventSources.StreamEventSource {
      constructor(
        private readonly table: dynamodb.TableV2,
        props: eventSources.StreamEventSourceProps,
      ) {
        super(props);
      }

      public override bind(target: lambda.IFunction): void {
        const eventSourceArn = this.table.tableStreamArn;
        if (eventSourceArn === undefined) throw new Error(\`\${this.table.node.path} has no stream\`);
        target.addEventSourceMapping(this.table.node.id, this.enrichMappingOptions({ eventSourceArn }));
        new dynamodb.StreamGrants({ tableStreamArn: eventSourceArn }).actions(
          target,
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
        );
        this.table.encryptionKey?.grantDecrypt(target);
      }
    }`,
};

/** Each fan-out reader is registered with the stream under its own name. */
function consumer({ from, to }: StreamMapping, context: EmitContext): Code {
  const stream = context.member(from.resource);
  const properties = object({ stream: `this.${stream}`, streamConsumerName: quote(context.folder(to.resource)) });
  return `new kinesis.StreamConsumer(this.${stream}, ${quote(context.constructId(to.resource))}, ${properties})`;
}

const isStreamDestination = ({ kind }: Connection): boolean => kind.id.startsWith('lambda/stream-on-failure-');

function failureDestination(outbound: readonly Connection[], context: EmitContext): Code | undefined {
  const drawn = outbound.find(isStreamDestination);
  if (!drawn) return undefined;
  const member = `this.${context.member(drawn.to.resource)}`;
  return drawn.to.contract === 'publish' ? `new eventSources.SnsDlq(${member})` : `this.#queueDestination(${member})`;
}

/** A mapping has one failure destination; it is printed with the mapping. */
export function streamOnFailure(connection: Connection): ConnectionCode {
  const { from, to } = connection;
  const first = from.resource.outbound.find(isStreamDestination);
  if (first && first.id !== connection.id) {
    return {
      impossible: `${from.resource.name} has a second failure destination for its streams, ${to.resource.name}: a mapping has one`,
    };
  }
  const mapping = from.resource.inbound.find(({ from: source }) => source.contract === 'read-shards');
  if (mapping) {
    return {
      coveredBy: mapping.id,
      allows: { resource: from.resource.id, actions: toSend(to.contract) },
      references: [{ holder: from.resource.id, target: to.resource.id, by: 'policy' }],
    };
  }
  return {
    impossible: `${to.resource.name} takes the batches of streams that ${from.resource.name} gives up, but ${from.resource.name} reads no stream`,
  };
}

export const inTest = (target: Code): Code => target.replace(/^this\./, 'stack.');

function filterCode(pattern: string): Code | undefined {
  if (pattern.trim() === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(pattern);
    if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return 'unreadable';
    return `[lambda.FilterCriteria.filter(${literal(parsed)})]`;
  } catch {
    return 'unreadable';
  }
}

function missingFilter({ from, to }: Connection, config: QueueMappingConfig | StreamMappingConfig): readonly string[] {
  if (config.filterShare >= 1 || config.filterPattern.trim() !== '') return [];
  return [
    `The drawing lets ${Math.round(config.filterShare * 100)} % of what comes from ${from.resource.name} through to ${to.resource.name}, but states no filter pattern: without one all of it passes.`,
  ];
}

/** Typical faults of CDK code, planted in the template of an app that is right: a property forgotten, mistaken or too wide. */
import type { Graph } from '#shared/model/graph';
import { drawing } from '../../support/drawing';
import type { Template, TemplateResource } from '../synthesise';

/** The app that has them: something of most services. */
export const sound = (): Graph =>
  drawing({
    resources: {
      web: ['client', { rate: 5 }],
      guard: ['waf', { hasRateRule: true, rateLimit: 500 }],
      api: ['api-gateway', { stageRate: 100, stageBurst: 50 }],
      entry: ['lambda', { timeout: 20 }],
      work: ['sqs', { visibilityTimeout: 180 }],
      failed: ['sqs', { retention: 1_209_600 }],
      worker: ['lambda', { timeout: 30, memory: 512, reservedConcurrency: 50 }],
      line: ['sqs', { type: 'fifo', visibilityTimeout: 180, contentBasedDeduplication: true }],
      news: ['sns'],
      orders: ['dynamodb', { mode: 'provisioned', writeCapacity: 50, readCapacity: 100 }],
      changes: ['lambda', { timeout: 30 }],
      clicks: ['kinesis', { shards: 2 }],
      counter: ['lambda', { timeout: 30 }],
      files: ['s3'],
      resize: ['lambda', { timeout: 30 }],
      bus: ['eventbridge'],
      nightly: ['scheduler', { every: 3600 }],
      site: ['cloudfront'],
      saga: ['step-functions'],
    },
    connections: [
      ['client/http-request', 'web', 'guard'],
      ['waf/protects', 'guard', 'api'],
      ['api-gateway/lambda-proxy', 'api', 'entry'],
      ['lambda/send-message', 'entry', 'work'],
      ['sqs/redrive', 'work', 'failed', { maxReceiveCount: 5 }],
      [
        'lambda/queue-event-source',
        'work',
        'worker',
        { maximumConcurrency: 20, reportBatchItemFailures: true, filterPattern: '{"body": {"type": ["order"]}}' },
      ],
      ['lambda/write-items', 'worker', 'orders'],
      ['lambda/stream-event-source', 'orders', 'changes', { maximumRetryAttempts: 5 }],
      ['lambda/stream-on-failure-queue', 'changes', 'failed'],
      [
        'lambda/stream-event-source',
        'clicks',
        'counter',
        {
          batchSize: 500,
          batchingWindow: 5,
          parallelizationFactor: 4,
          bisectBatchOnError: true,
          maximumRecordAge: 3600,
          maximumRetryAttempts: 3,
        },
      ],
      ['sns/queue-subscription', 'news', 'work', { filterPolicy: '{"kind": ["order"]}', rawDelivery: true }],
      ['sns/function-subscription', 'news', 'resize'],
      ['s3/function-notification', 'files', 'resize', { prefix: 'uploads/' }],
      [
        'eventbridge/queue-target',
        'bus',
        'line',
        { pattern: '{"source": ["shop"]}', messageGroup: 'shop', retryAttempts: 4 },
      ],
      ['scheduler/function-target', 'nightly', 'changes', { retryAttempts: 2 }],
      ['cloudfront/bucket-origin', 'site', 'files'],
      ['step-functions/invoke-function', 'saga', 'entry', { retryAttempts: 3 }],
    ],
  });

export interface TemplateFault {
  readonly fault: string;
  plant(template: Template): Template;
}

type Properties = Record<string, unknown>;

/** Changes what the drawn resource or connection became: the first of the type whose text has the words. */
const edit = (fault: string, type: string, words: string, change: (properties: Properties) => void): TemplateFault => ({
  fault,
  plant({ Resources, ...rest }) {
    const copy = structuredClone(Resources) as Record<string, TemplateResource>;
    const found = Object.entries(copy).find(
      ([id, each]) => each.Type === type && `${id} ${JSON.stringify(each.Properties)}`.includes(words),
    );
    if (!found) throw new Error(`${fault}: no ${type} with ${words}`);
    change(found[1].Properties as Properties);
    return { ...rest, Resources: copy };
  },
});

const without = (fault: string, type: string, words: string): TemplateFault => ({
  fault,
  plant({ Resources, ...rest }) {
    const found = Object.entries(Resources).find(
      ([id, each]) => each.Type === type && `${id} ${JSON.stringify(each.Properties)}`.includes(words),
    );
    if (!found) throw new Error(`${fault}: no ${type} with ${words}`);
    return { ...rest, Resources: Object.fromEntries(Object.entries(Resources).filter(([id]) => id !== found[0])) };
  },
});

const forget =
  (name: string) =>
  (properties: Properties): void => {
    delete properties[name];
  };
const set =
  (name: string, value: unknown) =>
  (properties: Properties): void => {
    properties[name] = value;
  };
/** The first statement that allows the action: something in it. */
const statement =
  (action: string, change: (statement: Properties) => void) =>
  (properties: Properties): void => {
    const { Statement: all } = properties['PolicyDocument'] as { Statement: Properties[] };
    const found = all.find((each) => JSON.stringify(each['Action']).includes(action));
    if (!found) throw new Error(`no statement on ${action}`);
    change(found);
  };

const MAPPING = 'AWS::Lambda::EventSourceMapping';
const [FUNCTION, QUEUE, SUBSCRIPTION] = ['AWS::Lambda::Function', 'AWS::SQS::Queue', 'AWS::SNS::Subscription'];
const [STAGE, PERMISSION] = ['AWS::ApiGateway::Stage', 'AWS::Lambda::Permission'];

export const TEMPLATE_FAULTS: readonly TemplateFault[] = [
  edit('a visibility timeout below the function’s timeout', QUEUE, 'RedrivePolicy', set('VisibilityTimeout', 10)),
  edit('the default visibility timeout', QUEUE, 'RedrivePolicy', forget('VisibilityTimeout')),
  edit('no redrive policy', QUEUE, 'RedrivePolicy', forget('RedrivePolicy')),
  edit(
    'a dead-letter queue that keeps messages for the default time',
    QUEUE,
    'Failed',
    forget('MessageRetentionPeriod'),
  ),
  edit('a FIFO queue without content-based deduplication', QUEUE, 'ContentBased', forget('ContentBasedDeduplication')),
  edit('a FIFO queue that became a standard one', QUEUE, 'FifoQueue', (queue) => {
    delete queue['FifoQueue'];
    delete queue['ContentBasedDeduplication'];
  }),
  edit('a batch of more than 10 without a window', MAPPING, 'ScalingConfig', set('BatchSize', 100)),
  edit('another batch size', MAPPING, 'ScalingConfig', set('BatchSize', 5)),
  edit('a mapping without its filter', MAPPING, 'FilterCriteria', forget('FilterCriteria')),
  edit(
    'a filter that is no JSON',
    MAPPING,
    'FilterCriteria',
    set('FilterCriteria', { Filters: [{ Pattern: 'type = order' }] }),
  ),
  edit('no report of failed items', MAPPING, 'ScalingConfig', forget('FunctionResponseTypes')),
  edit('no maximum concurrency', MAPPING, 'ScalingConfig', forget('ScalingConfig')),
  edit(
    'a maximum concurrency above the reservation',
    MAPPING,
    'ScalingConfig',
    set('ScalingConfig', { MaximumConcurrency: 60 }),
  ),
  edit('a stream’s mapping without a starting position', MAPPING, 'BisectBatch', forget('StartingPosition')),
  edit('a stream’s mapping without a window', MAPPING, 'BisectBatch', forget('MaximumBatchingWindowInSeconds')),
  edit('retries without end', MAPPING, 'BisectBatch', forget('MaximumRetryAttempts')),
  edit('no bisection', MAPPING, 'BisectBatch', forget('BisectBatchOnFunctionError')),
  edit('one batch at a time for each shard', MAPPING, 'BisectBatch', forget('ParallelizationFactor')),
  edit('no failure destination', MAPPING, 'OnFailure', forget('DestinationConfig')),
  edit('a table whose stream is off', 'AWS::DynamoDB::GlobalTable', 'Orders', forget('StreamSpecification')),
  edit(
    'a table that is paid for by the request',
    'AWS::DynamoDB::GlobalTable',
    'Orders',
    set('BillingMode', 'PAY_PER_REQUEST'),
  ),
  edit('a function with the default timeout', FUNCTION, 'Worker', forget('Timeout')),
  edit('a function with the default memory', FUNCTION, 'Worker', forget('MemorySize')),
  edit('a function without its reservation', FUNCTION, 'Worker', forget('ReservedConcurrentExecutions')),
  edit('a function that is not told where its queue is', FUNCTION, 'Entry', forget('Environment')),
  without('a topic that may not invoke its function', PERMISSION, 'sns.amazonaws.com'),
  without('an API that may not invoke its function', PERMISSION, 'apigateway.amazonaws.com'),
  edit('anybody’s topic may invoke the function', PERMISSION, 'sns.amazonaws.com', forget('SourceArn')),
  edit('a subscription without its filter', SUBSCRIPTION, 'FilterPolicy', forget('FilterPolicy')),
  edit('a message in an envelope where it is drawn raw', SUBSCRIPTION, 'FilterPolicy', forget('RawMessageDelivery')),
  edit('a queue that lets no topic in', 'AWS::SQS::QueuePolicy', 'sns.amazonaws.com', (policy) => {
    const document = policy['PolicyDocument'] as { Statement: unknown[] };
    document.Statement = document.Statement.filter((each) => !JSON.stringify(each).includes('sns.amazonaws.com'));
  }),
  edit('a rule with another pattern', 'AWS::Events::Rule', 'shop', set('EventPattern', { source: ['till'] })),
  edit('a rule whose FIFO queue gets no group', 'AWS::Events::Rule', 'shop', (rule) => {
    delete (rule['Targets'] as Properties[])[0]?.['SqsParameters'];
  }),
  edit('a schedule at other times', 'AWS::Scheduler::Schedule', 'rate', set('ScheduleExpression', 'rate(1 day)')),
  edit('a stage without its throttle', STAGE, 'Throttling', (stage) => {
    const [settings = {}] = stage['MethodSettings'] as Properties[];
    delete settings['ThrottlingRateLimit'];
    delete settings['ThrottlingBurstLimit'];
  }),
  without('a web ACL that protects nothing', 'AWS::WAFv2::WebACLAssociation', 'Guard'),
  edit(
    'a permission on every queue',
    'AWS::IAM::Policy',
    'sqs:SendMessage',
    statement('sqs:SendMessage', set('Resource', '*')),
  ),
  edit(
    'a permission to delete the table',
    'AWS::IAM::Policy',
    'dynamodb:PutItem',
    statement('PutItem', (each) => {
      each['Action'] = [...(each['Action'] as string[]), 'dynamodb:DeleteTable'];
    }),
  ),
  edit(
    'a permission that is gone',
    'AWS::IAM::Policy',
    'dynamodb:PutItem',
    statement('PutItem', set('Action', ['dynamodb:UpdateItem'])),
  ),
];

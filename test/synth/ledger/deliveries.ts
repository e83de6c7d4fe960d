/** Subscriptions, schedules, pipes and state machines: what delivers work. */
import type { Connection, Resource } from '#shared/model/graph';
import { deadLetterOf } from '#shared/model/targets';
import { deadLetterOf as letterOf } from '#shared/services/sns/subscriptions';
import { same } from '../policies';
import type { Properties, TemplateReader } from '../wiring/reader';
import { att, type Entry, joined, json, named, that, type Test, when } from './entry';
import { logGroup, targetArn } from './functions';

const PROTOCOLS: Readonly<Record<string, string>> = {
  'sns/queue-subscription': 'sqs',
  'sns/function-subscription': 'lambda',
  'sns/delivery-stream-subscription': 'firehose',
  'sns/endpoint-subscription': 'https',
};

export function subscription(connection: Connection, reader: TemplateReader): readonly Entry[] {
  const { from, to, config, kind } = connection;
  const endpoint = to.contract === 'http' ? to.resource.config['url'] : targetArn(connection, reader);
  const letters = letterOf(connection);
  const policy = String(config['filterPolicy']).trim();
  const queuePolicy = reader.resources.find(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::SQS::QueuePolicy' && same(Properties['Queues'], [reader.ref(to.resource)]),
  );
  return [
    {
      of: `${from.resource.id} → ${to.resource.id}`,
      type: 'AWS::SNS::Subscription',
      is: ({ Properties = {} }) =>
        same(Properties['TopicArn'], reader.ref(from.resource)) && same(Properties['Endpoint'], endpoint),
      after: kind.id === 'sns/queue-subscription' && queuePolicy ? [queuePolicy.id] : [],
      properties: {
        TopicArn: reader.ref(from.resource),
        Protocol: PROTOCOLS[kind.id],
        Endpoint: endpoint,
        RawMessageDelivery: when(config['rawDelivery'] === true, true),
        FilterPolicy: policy === '' ? undefined : (JSON.parse(policy) as unknown),
        RedrivePolicy: letters && { deadLetterTargetArn: reader.arn(letters.to.resource) },
        SubscriptionRoleArn: when(kind.id === 'sns/delivery-stream-subscription', role),
        DeliveryPolicy: when(to.contract === 'http', retries(config)),
      },
    },
  ];
}

const role: Test = that((value) => JSON.stringify(value ?? '').includes('Fn::GetAtt'), 'a role');

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html, 2026-11-23: three retries, 20 s apart. */
function retries(config: Connection['config']): Test {
  const counts = { ...config } as Readonly<Record<string, number | undefined>>;
  const { retries: all = 3, retryInterval: shortest = 20, receivesPerSecond: throttle } = counts;
  const { longestRetryInterval: longest = shortest } = counts;
  const phase = (count: number | undefined): number | undefined => when(count !== 0, count);
  const healthy = {
    numRetries: all,
    numNoDelayRetries: phase(counts['retriesAtOnce']),
    numMinDelayRetries: phase(counts['retriesBeforeBackoff']),
    numMaxDelayRetries: phase(counts['retriesAfterBackoff']),
    minDelayTarget: shortest,
    maxDelayTarget: longest,
    backoffFunction: when(config['backoffFunction'] !== 'linear', config['backoffFunction']),
  };
  const isAws = same(healthy, { numRetries: 3, minDelayTarget: 20, maxDelayTarget: 20 });
  const policy = {
    healthyRetryPolicy: healthy,
    throttlePolicy: throttle === undefined ? undefined : { maxReceivesPerSecond: throttle },
  };
  return that((value) => same(value, isAws && throttle === undefined ? undefined : policy), JSON.stringify(policy));
}

export function scheduleGroup(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  return [
    {
      of: drawn.id,
      type: 'AWS::Scheduler::ScheduleGroup',
      is: ({ id }) => id === reader.main(drawn).id,
      kept: 'Delete',
      properties: { Name: named },
    },
    ...drawn.outbound.filter(({ kind }) => kind.role === 'work').flatMap((each) => schedule(each, reader)),
  ];
}

const START_RUN = joined('arn:', { Ref: 'AWS::Partition' }, ':scheduler:::aws-sdk:appflow:startFlow');

const nothing: Test = that((value) => value === undefined || same(value, {}), 'nothing');

function schedule(connection: Connection, reader: TemplateReader): readonly Entry[] {
  const { from, to, config } = connection;
  const isRun = to.contract === 'start-run';
  const arn = isRun ? START_RUN : targetArn(connection, reader);
  const letters = deadLetterOf(from.resource, connection.id);
  const written = (config['input'] as string | undefined) ?? '';
  const own = written === '' ? {} : (JSON.parse(written) as object);
  const times = { scheduleArn: '<aws.scheduler.schedule-arn>', scheduledTime: '<aws.scheduler.scheduled-time>' };
  const input = isRun ? { FlowName: reader.mention(to.resource) } : { ...own, ...times };
  const group = reader.main(from.resource).Properties?.['Name'];
  const isOrdered = to.contract === 'enqueue' && to.resource.config['type'] === 'fifo';
  return [
    {
      of: `${from.resource.id} → ${to.resource.id}`,
      type: 'AWS::Scheduler::Schedule',
      is: ({ Properties = {} }) => {
        const { Arn: target, Input: text } = (Properties['Target'] ?? {}) as Properties;
        return Properties['GroupName'] === group && same(target, arn) && (!isRun || json(input)(text).length === 0);
      },
      properties: {
        GroupName: group,
        State: 'ENABLED',
        ...due(from.resource),
        Target: {
          Arn: arn,
          RoleArn: role,
          Input: json(input),
          RetryPolicy: {
            MaximumEventAgeInSeconds: config['maximumEventAge'],
            MaximumRetryAttempts: config['retryAttempts'],
          },
          DeadLetterConfig: letters && { Arn: reader.arn(letters.to.resource) },
          SqsParameters: isOrdered ? { MessageGroupId: config['messageGroup'] } : nothing,
          KinesisParameters: when('partitionKey' in config, { PartitionKey: config['partitionKey'] }),
          EventBridgeParameters: when('detailType' in config, {
            DetailType: config['detailType'],
            Source: config['source'],
          }),
        },
      },
    },
  ];
}

function due({ config }: Resource): Readonly<Record<string, unknown>> {
  const { schedule: kind, every, cron, at, timeZone, flexibleWindow } = config;
  const units = { minute: 60, hour: 3600, day: 86_400 } as Readonly<Record<string, number>>;
  const isEvery = that(
    (value) => {
      const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(String(value)) ?? [];
      return Number(count) * (units[unit] ?? Number.NaN) === every;
    },
    `every ${String(every)} s`,
  );
  return {
    ScheduleExpression: kind === 'rate' ? isEvery : kind === 'cron' ? `cron(${String(cron)})` : `at(${String(at)})`,
    ScheduleExpressionTimezone: kind === 'rate' || timeZone === 'UTC' ? 'Etc/UTC' : timeZone,
    FlexibleTimeWindow:
      flexibleWindow === 0
        ? { Mode: 'OFF' }
        : { Mode: 'FLEXIBLE', MaximumWindowInMinutes: Math.ceil(Number(flexibleWindow) / 60) },
  };
}

/** The parts that `wiring/pipes` does not look at: the whole source, its log and the target’s settings. */
export function pipe(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { inbound, outbound, config } = drawn;
  const { id, Properties: properties = {} } = reader.main(drawn);
  const [source] = inbound;
  if (!source) return [];
  const log = reader.under(drawn).find(({ Type }) => Type === 'AWS::Logs::LogGroup')?.id;
  const roleId = reader.under(drawn).find(({ Type }) => Type === 'AWS::IAM::Role')?.id ?? 'no role';
  const enriched = outbound.some(({ kind }) => kind.id.startsWith('pipes/enrich-'));
  return [
    {
      of: drawn.id,
      type: 'AWS::Pipes::Pipe',
      is: (resource) => resource.id === id,
      after: [roleId],
      properties: {
        RoleArn: att(roleId),
        Source:
          source.from.resource.service.id === 'dynamodb'
            ? reader.streamArn(source.from.resource)
            : reader.arn(source.from.resource),
        SourceParameters: polled(source, outbound, reader),
        Enrichment: when(enriched, properties['Enrichment']),
        EnrichmentParameters: when(enriched, properties['EnrichmentParameters']),
        Target: properties['Target'],
        TargetParameters: that((value) => addressedAs(value, outbound), 'the drawn group or key'),
        LogConfiguration: when(config['log'] !== 'OFF', {
          CloudwatchLogsLogDestination: { LogGroupArn: att(log ?? 'no log') },
          Level: 'ERROR',
        }),
      },
    },
    ...(config['log'] === 'OFF' ? [] : [logGroup(drawn.id, log ?? 'no log', named)]),
  ];
}

/** The drawn group or key, or what AWS has of each record; `wiring/pipes` looks at the rest. */
function addressedAs(value: unknown, outbound: Resource['outbound']): boolean {
  const target = outbound.find(({ kind }) => /^pipes\/(queue|stream)-target$/.test(kind.id));
  const { SqsQueueParameters: queue = {}, KinesisStreamParameters: stream = {} } = (value ?? {}) as Readonly<
    Record<string, Properties>
  >;
  const { messageGroup = '', partitionKey = '' } = (target?.config ?? {}) as Readonly<Record<string, string>>;
  const drawn = messageGroup.trim() || partitionKey.trim();
  return [queue['MessageGroupId'], queue['MessageDeduplicationId'], stream['PartitionKey']].every(
    (each) => each === undefined || each === drawn || (typeof each === 'string' && OF_RECORD.test(each)),
  );
}

const OF_RECORD = /^\$\.(?:messageId|eventID|partitionKey|attributes\.MessageGroupId)$/;

function polled({ kind, from, config }: Connection, outbound: Resource['outbound'], reader: TemplateReader): unknown {
  const isTable = from.resource.service.id === 'dynamodb';
  const letters = outbound.find((each) => each.kind.id.startsWith('pipes/dead-letter'));
  const pattern = String(config['filterPattern']).trim();
  const common = {
    BatchSize: config['batchSize'],
    MaximumBatchingWindowInSeconds: when(config['batchingWindow'] !== 0, config['batchingWindow']),
  };
  const stream = {
    ...common,
    StartingPosition: config['startingPosition'],
    ParallelizationFactor: when(config['parallelizationFactor'] !== 1, config['parallelizationFactor']),
    MaximumRetryAttempts: config['maximumRetryAttempts'],
    MaximumRecordAgeInSeconds: config['maximumRecordAge'],
    OnPartialBatchItemFailure: when(config['bisectBatchOnError'] === true, 'AUTOMATIC_BISECT'),
    DeadLetterConfig: letters && { Arn: targetArn(letters, reader) },
  };
  return {
    SqsQueueParameters: when(kind.id === 'pipes/queue-source', common),
    DynamoDBStreamParameters: when(kind.id === 'pipes/stream-source' && isTable, stream),
    KinesisStreamParameters: when(kind.id === 'pipes/stream-source' && !isTable, stream),
    FilterCriteria: pattern === '' ? undefined : { Filters: [{ Pattern: json(JSON.parse(pattern)) }] },
  };
}

export function stateMachine(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config } = drawn;
  const { id, Properties: properties = {} } = reader.main(drawn);
  const log = reader.under(drawn).find(({ Type }) => Type === 'AWS::Logs::LogGroup')?.id ?? 'no log';
  const roleId = reader.under(drawn).find(({ Type }) => Type === 'AWS::IAM::Role')?.id ?? 'no role';
  const isExpress = config['type'] === 'express';
  const writes = config['logBytes'] !== 0;
  return [
    {
      of: drawn.id,
      type: 'AWS::StepFunctions::StateMachine',
      is: (resource) => resource.id === id,
      kept: 'Delete',
      after: [roleId],
      properties: {
        StateMachineType: isExpress ? 'EXPRESS' : 'STANDARD',
        RoleArn: att(roleId),
        DefinitionString: properties['DefinitionString'],
        LoggingConfiguration: when(writes, {
          Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: att(log) } }],
          Level: 'ALL',
        }),
        TracingConfiguration: when(config['tracing'] === true, { Enabled: true }),
      },
    },
    ...(writes ? [logGroup(drawn.id, log, named)] : []),
  ];
}

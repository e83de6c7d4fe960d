/** What pipes need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same } from '../policies';
import { need, type Properties, type TemplateReader, type Wiring } from './reader';

const pipe = (template: TemplateReader, of: Resource): Properties => template.main(of).Properties ?? {};
const part = (properties: Properties | undefined, name: string): Properties =>
  (properties?.[name] as Properties | undefined) ?? {};

/** Its role may do this, is taken by pipes of this account alone, and is there before the pipe. */
function may(template: TemplateReader, of: Resource, actions: readonly string[], on: unknown): readonly string[] {
  const role = template.under(of).find(({ Type }) => Type === 'AWS::IAM::Role');
  return [
    ...actions.flatMap((action) => need(template.roleMay(of, action, on), `may not ${action}`)),
    ...need(mentions(role?.Properties, 'pipes.amazonaws.com'), 'another one’s role'),
    ...need(mentions(role?.Properties, 'aws:SourceAccount'), 'a role that pipes may take for others'),
    ...need(mentions(template.main(of).DependsOn, role?.id ?? '?'), 'made before its role'),
  ];
}

/** Targets of which a batch goes by a call that may refuse some of its records, or answers which failed. */
const isToldInPart = ({ kind, config }: Connection): boolean =>
  /^pipes\/(queue|topic|stream|delivery-stream|bus)-target$/.test(kind.id) ||
  config['reportBatchItemFailures'] === true;

/** Alarms on the pipe, by the name that CloudWatch knows it by. */
function unwatched(template: TemplateReader, of: Resource, batchSize: unknown): readonly string[] {
  const names = ['ExecutionFailed', 'ExecutionTimeout', 'ExecutionThrottled'];
  if (batchSize !== 1 && of.outbound.some(isToldInPart)) names.push('ExecutionPartiallyFailed');
  const dimensions = [{ Name: 'PipeName', Value: template.ref(of) }];
  return names.flatMap((name) =>
    need(
      template.some(
        'AWS::CloudWatch::Alarm',
        (each) =>
          each['MetricName'] === name &&
          each['Namespace'] === 'AWS/EventBridge/Pipes' &&
          same(each['Dimensions'], dimensions),
      ),
      `no alarm on ${name}`,
    ),
  );
}

function polls(
  { from, to, config }: Connection,
  template: TemplateReader,
  { arn, name, actions }: { readonly arn: unknown; readonly name: string; readonly actions: readonly string[] },
): readonly string[] {
  const its = pipe(template, to.resource);
  const parameters = part(its, 'SourceParameters');
  const how = part(parameters, name);
  const filters = part(parameters, 'FilterCriteria')['Filters'] as readonly Properties[] | undefined;
  const pattern = String(config['filterPattern']);
  return [
    ...need(same(its['Source'], arn), `another source than ${from.resource.id}`),
    ...need(how['BatchSize'] === config['batchSize'], 'another batch size'),
    ...need((how['MaximumBatchingWindowInSeconds'] ?? 0) === config['batchingWindow'], 'another window'),
    ...need(
      pattern === '' ? filters === undefined : same(JSON.parse(String(filters?.[0]?.['Pattern'])), JSON.parse(pattern)),
      'another filter',
    ),
    ...may(template, to.resource, actions, arn),
    ...unwatched(template, to.resource, config['batchSize']),
    ...need(
      (to.resource.config['log'] === 'OFF') === (its['LogConfiguration'] === undefined),
      'another log than is drawn',
    ),
  ];
}

type Stage = (connection: Connection, template: TemplateReader) => readonly string[];

/** What is sent where the drawing leaves it open: the event as it came. */
const sent = ({ inputTemplate }: Connection['config']): string => String(inputTemplate).trim() || '<aws.pipes.event>';

/** An enrichment or a target that is known by this ARN. */
function stage(
  is: 'Enrichment' | 'Target',
  arnOf: (template: TemplateReader, resource: Resource) => unknown,
  actions: readonly string[],
  more: (parameters: Properties, connection: Connection) => readonly string[] = () => [],
): Stage {
  return (connection, template) => {
    const { from, to, config } = connection;
    const its = pipe(template, from.resource);
    const parameters = part(its, `${is}Parameters`);
    const arn = arnOf(template, to.resource);
    const written = String(config['inputTemplate']);
    return [
      ...need(same(its[is], arn), `another ${is} than ${to.resource.id}`),
      ...need(written === '' || parameters['InputTemplate'] === written, 'another input'),
      ...may(template, from.resource, actions, arn),
      ...more(parameters, connection),
    ];
  };
}

const callable = (template: TemplateReader, to: Resource): unknown => template.callableArn(to);
const arn = (template: TemplateReader, to: Resource): unknown => template.arn(to);
const ref = (template: TemplateReader, to: Resource): unknown => template.ref(to);

const invoked =
  (name: string, type: string) =>
  (parameters: Properties): readonly string[] =>
    need(part(parameters, name)['InvocationType'] === type, `not invoked by ${type}`);

/** An endpoint outside AWS: its destination has the address and the rate, and its connection a key of Secrets Manager. */
function endpoint(is: 'Enrichment' | 'Target'): Stage {
  return ({ from, to, config }, template) => {
    const its = pipe(template, from.resource);
    const destination = template.resources.find(
      ({ Type, id }) => Type === 'AWS::Events::ApiDestination' && mentions(its[is], id),
    );
    const properties = destination?.Properties ?? {};
    return [
      ...need(properties['InvocationEndpoint'] === to.resource.config['url'], 'another address'),
      ...need(properties['InvocationRateLimitPerSecond'] === config['invocationRate'], 'another rate'),
      ...need(
        template.some('AWS::Events::Connection', (each) => mentions(each, String(config['keyHeader']))),
        'no key',
      ),
      ...need(part(its, `${is}Parameters`)['InputTemplate'] === sent(config), 'another input'),
      ...may(template, from.resource, ['events:InvokeApiDestination'], its[is]),
    ];
  };
}

/** A route of a REST API, perhaps behind a web ACL: the ARN of one method and path of its stage. */
function api(is: 'Enrichment' | 'Target'): Stage {
  return ({ from, to, config }, template) => {
    const its = pipe(template, from.resource);
    const parameters = part(its, `${is}Parameters`);
    const called = to.resource.service.id === 'waf' ? to.resource.outbound[0]!.to.resource : to.resource;
    const [first] = called.outbound;
    const path = String(first?.config['path']).replaceAll(/\{[^}]+\}/g, '*');
    const deployed = template.under(called).find(({ Type }) => Type === 'AWS::ApiGateway::Stage');
    return [
      ...need(mentions(its[is], template.main(called).id) && mentions(its[is], deployed?.id ?? '?'), 'another API'),
      ...need(JSON.stringify(its[is]).includes(`/${String(first?.config['method'])}${path}"`), 'another route'),
      ...need(parameters['InputTemplate'] === sent(config), 'another input'),
      ...may(template, from.resource, ['execute-api:Invoke'], its[is]),
    ];
  };
}

function deadLetters(action: string, arnOf: (template: TemplateReader, to: Resource) => unknown): Stage {
  return ({ from, to }, template) => {
    const parameters = part(pipe(template, from.resource), 'SourceParameters');
    const how = { ...part(parameters, 'KinesisStreamParameters'), ...part(parameters, 'DynamoDBStreamParameters') };
    const on = arnOf(template, to.resource);
    return [
      ...need(same(how['DeadLetterConfig'], { Arn: on }), 'another dead-letter queue'),
      ...may(template, from.resource, [action], on),
    ];
  };
}

export const pipes: Wiring = {
  'pipes/queue-source': (connection, template) =>
    polls(connection, template, {
      arn: template.arn(connection.from.resource),
      name: 'SqsQueueParameters',
      actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    }),
  'pipes/stream-source': (connection, template) => {
    const { from, to, config } = connection;
    const isTable = from.resource.service.id === 'dynamodb';
    const name = isTable ? 'DynamoDBStreamParameters' : 'KinesisStreamParameters';
    const service = isTable ? 'dynamodb' : 'kinesis';
    const how = part(part(pipe(template, to.resource), 'SourceParameters'), name);
    return [
      ...polls(connection, template, {
        arn: isTable ? template.streamArn(from.resource) : template.arn(from.resource),
        name,
        actions: ['DescribeStream', 'GetRecords', 'GetShardIterator', isTable ? 'ListStreams' : 'ListShards'].map(
          (action) => `${service}:${action}`,
        ),
      }),
      ...need(how['StartingPosition'] === config['startingPosition'], 'another start'),
      ...need((how['ParallelizationFactor'] ?? 1) === config['parallelizationFactor'], 'another parallelization'),
      ...need(how['MaximumRetryAttempts'] === config['maximumRetryAttempts'], 'other retries'),
      ...need(how['MaximumRecordAgeInSeconds'] === config['maximumRecordAge'], 'another record age'),
      ...need(
        (how['OnPartialBatchItemFailure'] === 'AUTOMATIC_BISECT') === config['bisectBatchOnError'],
        'bisects otherwise',
      ),
    ];
  },
  'pipes/enrich-by-function': stage('Enrichment', callable, ['lambda:InvokeFunction']),
  'pipes/enrich-by-workflow': stage('Enrichment', ref, ['states:StartSyncExecution']),
  'pipes/enrich-by-endpoint': endpoint('Enrichment'),
  'pipes/enrich-by-api': api('Enrichment'),
  'pipes/api-target': api('Target'),
  'pipes/function-target': stage(
    'Target',
    callable,
    ['lambda:InvokeFunction'],
    invoked('LambdaFunctionParameters', 'REQUEST_RESPONSE'),
  ),
  'pipes/function-event': stage(
    'Target',
    callable,
    ['lambda:InvokeFunction'],
    invoked('LambdaFunctionParameters', 'FIRE_AND_FORGET'),
  ),
  'pipes/workflow-target': stage(
    'Target',
    ref,
    ['states:StartSyncExecution'],
    invoked('StepFunctionStateMachineParameters', 'REQUEST_RESPONSE'),
  ),
  'pipes/workflow-start': stage(
    'Target',
    ref,
    ['states:StartExecution'],
    invoked('StepFunctionStateMachineParameters', 'FIRE_AND_FORGET'),
  ),
  'pipes/queue-target': stage('Target', arn, ['sqs:SendMessage'], (parameters, { to }) => {
    const { MessageGroupId: group, MessageDeduplicationId: id } = part(parameters, 'SqsQueueParameters');
    const isFifo = to.resource.config['type'] === 'fifo';
    return need(isFifo === (group !== undefined && id !== undefined), 'another message group');
  }),
  'pipes/topic-target': stage('Target', ref, ['sns:Publish']),
  'pipes/stream-target': stage('Target', arn, ['kinesis:PutRecords'], (parameters) =>
    need(part(parameters, 'KinesisStreamParameters')['PartitionKey'] !== undefined, 'no partition key'),
  ),
  'pipes/delivery-stream-target': stage('Target', arn, ['firehose:PutRecordBatch']),
  'pipes/bus-target': stage('Target', arn, ['events:PutEvents'], (parameters, { config }) => {
    const { Source: source, DetailType: type } = part(parameters, 'EventBridgeEventBusParameters');
    return need(
      (source ?? '') === config['eventSource'] && (type ?? '') === config['detailType'],
      'events of another kind',
    );
  }),
  'pipes/api-destination': endpoint('Target'),
  'pipes/dead-letter-queue': deadLetters('sqs:SendMessage', arn),
  'pipes/dead-letter-topic': deadLetters('sns:Publish', ref),
};

/** What mappings, calls and destinations of functions need in a template. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same } from '../policies';
import { type Check, need, type Properties, type TemplateReader, type Wiring, writeAction } from './reader';

export const lambda: Wiring = {
  'lambda/queue-event-source': (connection, template) => {
    const { from, to, config } = connection;
    return [
      ...need(
        template.some(
          'AWS::Lambda::EventSourceMapping',
          (mapping) =>
            same(mapping['EventSourceArn'], template.arn(from.resource)) &&
            same(mapping['FunctionName'], template.callable(to.resource)) &&
            mapping['BatchSize'] === config['batchSize'] &&
            same(
              mapping['FunctionResponseTypes'],
              config['reportBatchItemFailures'] ? ['ReportBatchItemFailures'] : undefined,
            ) &&
            same(
              (mapping['ScalingConfig'] as Properties | undefined)?.['MaximumConcurrency'],
              config['maximumConcurrency'],
            ),
        ),
        'no event source mapping',
      ),
      ...need(template.roleMay(to.resource, 'sqs:ReceiveMessage', template.arn(from.resource)), 'may not receive'),
      ...need(template.roleMay(to.resource, 'sqs:DeleteMessage', template.arn(from.resource)), 'may not delete'),
    ];
  },
  'lambda/stream-event-source': (connection, template) => {
    const { from, to, config } = connection;
    return [
      ...need(
        template.some(
          'AWS::Lambda::EventSourceMapping',
          (mapping) =>
            (from.resource.service.id === 'dynamodb'
              ? same(mapping['EventSourceArn'], template.streamArn(from.resource))
              : readsFrom(template, mapping['EventSourceArn'], from.resource, config['enhancedFanOut'] === true)) &&
            same(mapping['FunctionName'], template.callable(to.resource)) &&
            mapping['StartingPosition'] === config['startingPosition'] &&
            same(mapping['MaximumRetryAttempts'], config['maximumRetryAttempts']) &&
            same(mapping['MaximumRecordAgeInSeconds'], config['maximumRecordAge']),
        ),
        'no event source mapping',
      ),
      ...need(
        from.resource.service.id === 'dynamodb'
          ? template.roleMay(to.resource, 'dynamodb:GetRecords', template.streamArn(from.resource))
          : template.roleMay(to.resource, 'kinesis:GetRecords', template.arn(from.resource)),
        'may not read',
      ),
    ];
  },
  'lambda/send-message': calls('sqs:SendMessage', (template, to) => template.arn(to)),
  'lambda/publish': calls('sns:Publish', (template, to) => template.ref(to)),
  'lambda/start-execution': calls('states:StartExecution', (template, to) => template.ref(to)),
  'lambda/start-sync-execution': calls('states:StartSyncExecution', (template, to) => template.ref(to)),
  'lambda/post-to-connection': calls('execute-api:ManageConnections', (template, to) => template.connections(to)),
  'lambda/put-events': calls('events:PutEvents', (template, to) => template.arn(to)),
  'lambda/start-run': calls('appflow:StartFlow', (template, to) => template.flowArn(to)),
  'lambda/put-record': calls('kinesis:PutRecord', (template, to) => template.arn(to)),
  'lambda/put-to-delivery-stream': calls('firehose:PutRecordBatch', (template, to) => template.arn(to)),
  'lambda/write-items': calls('dynamodb:PutItem', (template, to) => template.arn(to)),
  'lambda/read-items': calls('dynamodb:GetItem', (template, to) => template.arn(to)),
  'lambda/write-objects': (connection, template) =>
    calls(writeAction(connection), (_, to) => template.objects(to, String(connection.config['keyPrefix'])))(
      connection,
      template,
    ),
  'lambda/read-objects': calls('s3:GetObject', (template, to) => template.objects(to, '')),
  'lambda/http-call': ({ from, to }, template) => {
    const environment = template.main(from.resource).Properties?.['Environment'] as { Variables?: Properties };
    return need(
      Object.values(environment.Variables ?? {}).includes(to.resource.config['url']),
      'the code is not told where',
    );
  },
  'lambda/invoke': calls('lambda:InvokeFunction', (template, to) => template.callableArn(to)),
  'lambda/invoke-async': calls('lambda:InvokeFunction', (template, to) => template.callableArn(to)),
  'lambda/on-failure-queue': tells('sqs:SendMessage', (template, to) => template.arn(to)),
  'lambda/on-failure-topic': tells('sns:Publish', (template, to) => template.ref(to)),
  'lambda/on-failure-bus': tells('events:PutEvents', (template, to) => template.arn(to)),
  'lambda/on-failure-function': tells('lambda:InvokeFunction', (template, to) => template.callableArn(to)),
  'lambda/on-success-queue': tells('sqs:SendMessage', (template, to) => template.arn(to)),
  'lambda/on-success-topic': tells('sns:Publish', (template, to) => template.ref(to)),
  'lambda/on-success-bus': tells('events:PutEvents', (template, to) => template.arn(to)),
  'lambda/on-success-function': tells('lambda:InvokeFunction', (template, to) => template.callableArn(to)),
  'lambda/stream-on-failure-queue': tellsOfRecords,
  'lambda/stream-on-failure-topic': tellsOfRecords,
};

type Identify = (template: TemplateReader, to: Resource) => unknown;

/** A destination of asynchronous work, which the function’s role may write to. */
function tells(action: string, on: Identify): Check {
  return (connection, template) => {
    const { from, to } = connection;
    const target = on(template, to.resource);
    return [
      ...need(destination(template, connection, target), 'no destination'),
      ...need(template.roleMay(from.resource, action, target), `may not ${action}`),
    ];
  };
}

function tellsOfRecords(connection: Connection, template: TemplateReader): readonly string[] {
  const { from, to } = connection;
  const target = to.contract === 'publish' ? template.ref(to.resource) : template.arn(to.resource);
  return [
    ...need(
      template.some(
        'AWS::Lambda::EventSourceMapping',
        (mapping) =>
          same(mapping['FunctionName'], template.callable(from.resource)) &&
          same(mapping['DestinationConfig'], { OnFailure: { Destination: target } }),
      ),
      'no destination',
    ),
    ...need(
      template.roleMay(from.resource, to.contract === 'publish' ? 'sns:Publish' : 'sqs:SendMessage', target),
      'may not send',
    ),
  ];
}

/** A call of the code: its role may make it, and its environment says where. */
function calls(action: string, on: Identify): Check {
  return ({ from, to }, template) => {
    const isItself = from.resource.id === to.resource.id;
    return [
      ...need(template.roleMay(from.resource, action, on(template, to.resource)), `may not ${action}`),
      ...need(isItself || isTold(template, from.resource, to.resource), 'the code is not told where'),
    ];
  };
}

function isTold(template: TemplateReader, fn: Resource, to: Resource): boolean {
  const environment = template.main(fn).Properties?.['Environment'] as { Variables?: Properties } | undefined;
  const variables = Object.values(environment?.Variables ?? {});
  return variables.some((value) => mentions(value, template.mention(to))) || isNamed(template, to, variables);
}

/** By its own name or id, where the code is not told of the alias. */
function isNamed(template: TemplateReader, to: Resource, variables: readonly unknown[]): boolean {
  if (to.service.id !== 'lambda') return false;
  const { id, Properties: properties } = template.main(to);
  const name = properties?.['FunctionName'];
  return variables.some((value) => mentions(value, id) || (name !== undefined && same(value, name)));
}

function destination(template: TemplateReader, { from, kind }: Connection, target: unknown): boolean {
  const condition = kind.role === 'failure' ? 'OnFailure' : 'OnSuccess';
  const alias = template.alias(from.resource);
  return template.some(
    'AWS::Lambda::EventInvokeConfig',
    (config) =>
      same(config['FunctionName'], template.ref(from.resource)) &&
      same(config['Qualifier'], alias ? { 'Fn::Select': [7, { 'Fn::Split': [':', { Ref: alias.id }] }] } : '$LATEST') &&
      same((config['DestinationConfig'] as Properties | undefined)?.[condition], { Destination: target }),
  );
}

function readsFrom(template: TemplateReader, source: unknown, stream: Resource, byFanOut: boolean): boolean {
  if (!byFanOut) return same(source, template.arn(stream));
  return template.resources.some(
    ({ id, Type, Properties = {} }) =>
      Type === 'AWS::Kinesis::StreamConsumer' &&
      same(Properties['StreamARN'], template.arn(stream)) &&
      mentions(source, id),
  );
}

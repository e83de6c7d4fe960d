/** How many resources of each type a template has, against the drawing; and statements that are broader than anything drawn. */
import type { Graph, Resource } from '#shared/model/graph';
import { statements } from './policies';
import type { Template } from './synthesise';

export const MAIN_TYPES: Readonly<Record<string, readonly string[]>> = {
  sqs: ['AWS::SQS::Queue'],
  sns: ['AWS::SNS::Topic'],
  eventbridge: ['AWS::Events::EventBus'],
  scheduler: ['AWS::Scheduler::ScheduleGroup'],
  pipes: ['AWS::Pipes::Pipe'],
  appflow: ['AWS::AppFlow::Flow'],
  kinesis: ['AWS::Kinesis::Stream'],
  firehose: ['AWS::KinesisFirehose::DeliveryStream'],
  lambda: ['AWS::Lambda::Function'],
  'api-gateway': ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'],
  dynamodb: ['AWS::DynamoDB::GlobalTable'],
  s3: ['AWS::S3::Bucket'],
  client: ['AWS::IAM::ManagedPolicy'],
  'step-functions': ['AWS::StepFunctions::StateMachine'],
  cloudfront: ['AWS::CloudFront::Distribution'],
  waf: ['AWS::WAFv2::WebACL'],
};

/** As many as are drawn, and of functions that do the CDK's own work only the one that sets notifications. */
export function counts({ resources, connections }: Graph, template: Template): readonly string[] {
  const drawn = (service: string): number => resources.filter((resource) => resource.service.id === service).length;
  const kinds = (...ids: readonly string[]): number => connections.filter(({ kind }) => ids.includes(kind.id)).length;
  const telling = new Set(
    connections.filter(({ from }) => from.contract === 'notify').map(({ from }) => from.resource.id),
  );
  const expected: Readonly<Record<string, number>> = {
    'AWS::CloudFront::Distribution': drawn('cloudfront'),
    'AWS::WAFv2::WebACL': drawn('waf'),
    'AWS::StepFunctions::StateMachine': drawn('step-functions'),
    'AWS::SQS::Queue': drawn('sqs'),
    'AWS::SNS::Topic': drawn('sns'),
    'AWS::Kinesis::Stream': drawn('kinesis'),
    'AWS::KinesisFirehose::DeliveryStream': drawn('firehose'),
    'AWS::DynamoDB::GlobalTable': drawn('dynamodb') + resources.filter(keepsKeys).length,
    'AWS::Lambda::Function': drawn('lambda') + Math.min(1, telling.size),
    'AWS::S3::Bucket': drawn('s3'),
    'Custom::S3BucketNotifications': telling.size,
    'AWS::Lambda::EventSourceMapping': kinds('lambda/queue-event-source', 'lambda/stream-event-source'),
    // One for the account and Region, however many APIs there are that log by it.
    'AWS::ApiGateway::Account': Math.min(
      1,
      resources.filter(
        ({ service, config: { type, accessLogBytes } }) =>
          service.id === 'api-gateway' && (type === 'REST' || (type === 'WEBSOCKET' && accessLogBytes !== 0)),
      ).length,
    ),
    'AWS::AppFlow::Flow': drawn('appflow'),
    // The default bus is there anyway, and that of a partner other than a flow that is drawn.
    'AWS::Events::EventBus': resources.filter(
      ({ service, config, inbound }) =>
        service.id === 'eventbridge' &&
        (config['bus'] === 'custom' || inbound.some(({ kind }) => kind.id === 'appflow/bus-destination')),
    ).length,
    'AWS::Scheduler::ScheduleGroup': drawn('scheduler'),
    'AWS::Pipes::Pipe': drawn('pipes'),
    'AWS::Scheduler::Schedule': kinds(
      'scheduler/function-target',
      'scheduler/queue-target',
      'scheduler/topic-target',
      'scheduler/stream-target',
      'scheduler/delivery-stream-target',
      'scheduler/bus-target',
      'scheduler/workflow-target',
      'scheduler/run-target',
    ),
    'AWS::SNS::Subscription': kinds(
      'sns/queue-subscription',
      'sns/function-subscription',
      'sns/delivery-stream-subscription',
      'sns/endpoint-subscription',
    ),
  };
  return Object.entries(expected).flatMap(([type, count]) => {
    const found = Object.values(template.Resources).filter(({ Type }) => Type === type).length;
    return found === count ? [] : [`${found} × ${type}, ${count} drawn`];
  });
}

/** A function that was asked to and may be given the same work twice, which who waits for an answer does not. */
export function keepsKeys({ service, config, inbound }: Resource): boolean {
  const isAsked = service.id === 'lambda' && config['isIdempotent'] === true && config['idempotencyTable'] === true;
  return isAsked && inbound.some(({ kind, to }) => to.contract === 'invoke' && kind.invocation !== 'synchronous');
}

/** Actions that know no resources: AWS asks for all of them. */
const ON_EVERYTHING = /^(?:xray:|logs:\w*(?:LogDeliver|ResourcePolic|DescribeLogGroups))/;

/** No permission on everything. */
export function broadStatements(template: Template): readonly string[] {
  return Object.entries(template.Resources).flatMap(([id, { Type, Properties = {} }]) => {
    if (Type !== 'AWS::IAM::Policy' && Type !== 'AWS::IAM::ManagedPolicy') return [];
    return statements(Properties['PolicyDocument'])
      .filter(({ Action, Resource: on }) => [on].flat().includes('*') || [Action].flat().includes('*'))
      .filter(({ Action }) => ![Action].flat().every((action) => ON_EVERYTHING.test(action)))
      .map(() => `${id} allows something on everything`);
  });
}

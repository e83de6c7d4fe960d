/**
 * The whole of what a template holds, against the drawing: for each resource that is drawn, and for each connection that
 * makes one, what AWS’s pages say it must be with these settings, property by property. Nothing is taken from the exporter.
 */
import type { Connection, Resource } from '#shared/model/graph';
import type { TemplateReader } from '../wiring/reader';
import { plans } from './access';
import { api } from './apis';
import { pipe, scheduleGroup, stateMachine, subscription } from './deliveries';
import { distribution, webAcl } from './edge';
import { att, type Entry, entryFaults } from './entry';
import { fn, mapping } from './functions';
import { keyEntries } from './keys';
import { machineFaults } from './machines';
import { queue, stream, topic } from './messages';
import { permissions } from './permissions';
import { roleFaults } from './roles';
import { apiDestination, askedBy, bus, destinationOf, rules } from './rules';
import { bucket, handlerOf, table } from './stores';
import { delivery, flow } from './streams';

type OfResource = (drawn: Resource, reader: TemplateReader) => readonly Entry[];
type OfConnection = (connection: Connection, reader: TemplateReader) => readonly Entry[];

const RESOURCES: Readonly<Record<string, readonly OfResource[]>> = {
  sqs: [queue],
  sns: [topic],
  kinesis: [stream],
  dynamodb: [table],
  s3: [bucket],
  lambda: [fn],
  eventbridge: [bus, rules],
  scheduler: [scheduleGroup],
  pipes: [pipe],
  'step-functions': [stateMachine],
  'api-gateway': [api],
  client: [plans],
  cloudfront: [distribution],
  waf: [webAcl],
  firehose: [delivery],
  appflow: [flow],
};

const CONNECTIONS: Readonly<Record<string, OfConnection>> = {
  'lambda/queue-event-source': mapping,
  'lambda/stream-event-source': mapping,
  'eventbridge/api-destination': (connection, reader) =>
    apiDestination(connection, reader, destinationOf(connection, reader)),
  'pipes/enrich-by-endpoint': (connection, reader) => apiDestination(connection, reader, askedBy(connection, reader)),
  'pipes/api-destination': (connection, reader) => apiDestination(connection, reader, askedBy(connection, reader)),
  'sns/queue-subscription': subscription,
  'sns/function-subscription': subscription,
  'sns/delivery-stream-subscription': subscription,
  'sns/endpoint-subscription': subscription,
};

const TYPES = new Set([
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::Subscription',
  'AWS::Kinesis::Stream',
  'AWS::Kinesis::StreamConsumer',
  'AWS::DynamoDB::GlobalTable',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'Custom::S3BucketNotifications',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::Lambda::Function',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Url',
  'AWS::Lambda::Version',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Events::Archive',
  'AWS::Events::ApiDestination',
  'AWS::Events::Connection',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::Scheduler::Schedule',
  'AWS::Pipes::Pipe',
  'AWS::StepFunctions::StateMachine',
  'AWS::AppFlow::Flow',
  'AWS::KinesisFirehose::DeliveryStream',
  'AWS::Logs::LogStream',
  'AWS::Logs::MetricFilter',
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::UsagePlanKey',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::IntegrationResponse',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::RouteResponse',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFront::Distribution',
  'AWS::CloudFront::OriginAccessControl',
  'AWS::WAFv2::WebACL',
  'AWS::WAFv2::WebACLAssociation',
]);

export function ledgerFaults(reader: TemplateReader): readonly string[] {
  const { resources, connections } = reader.graph;
  const entries = [
    ...resources.flatMap((drawn) => (RESOURCES[drawn.service.id] ?? []).flatMap((of) => of(drawn, reader))),
    ...connections.flatMap((connection) => CONNECTIONS[connection.kind.id]?.(connection, reader) ?? []),
    ...permissions(reader),
    ...keyEntries(reader),
    ...ofTheCdk(reader),
  ].filter(({ type }) => TYPES.has(type));
  return [...entryFaults(entries, reader, TYPES), ...roleFaults(reader), ...machineFaults(reader)];
}

/** Its function that sets notifications is as the CDK brings it: only that there is one is drawn. */
function ofTheCdk(reader: TemplateReader): readonly Entry[] {
  const id = handlerOf(reader);
  const found = reader.resources.find((each) => each.id === id);
  const isNeeded = reader.graph.connections.some(({ from }) => from.contract === 'notify');
  const log = reader.resources.find(({ Metadata }) =>
    /\/ApiGatewayAccount\/LogRole\//.test(Metadata?.['aws:cdk:path'] ?? ''),
  );
  const logged = reader.graph.resources.filter(
    ({ service, config: { type, accessLogBytes } }) =>
      service.id === 'api-gateway' && (type === 'REST' || (type === 'WEBSOCKET' && accessLogBytes !== 0)),
  );
  // One for the account and Region, however many APIs there are that log by it; it outlives the stack.
  const account: readonly Entry[] =
    logged.length === 0
      ? []
      : [
          {
            of: 'the logs of APIs',
            type: 'AWS::ApiGateway::Account',
            is: () => true,
            kept: 'Retain',
            properties: { CloudWatchRoleArn: att(log?.id ?? 'no role') },
          },
        ];
  const handler: readonly Entry[] = isNeeded
    ? [
        {
          of: 'notifications',
          type: 'AWS::Lambda::Function',
          is: (resource) => resource.id === id,
          properties: found?.Properties ?? {},
        },
      ]
    : [];
  return [...account, ...handler];
}

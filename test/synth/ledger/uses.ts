/** What works by which role: resources by their own, connections of some services by one for each. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same } from '../policies';
import type { Properties, TemplateReader } from '../wiring/reader';
import { LOG_DELIVERY, PUT_TO_DELIVERY, READ_STREAM, RULE_PUTS, SUBSCRIBE_DELIVERY, TRACE } from './actions';
import { ACCOUNT, att, joined } from './entry';
import { targetArn } from './functions';
import type { Grant } from './grants';
import {
  addressed,
  callbacks,
  called,
  delivered,
  integrated,
  keys,
  logs,
  passed,
  piped,
  polled,
  sending,
  tasked,
} from './needs';
import { credentialsOf } from './routes';
import { destinationOf, rulesOf } from './rules';
import { handlerOf } from './stores';

/** What a role is for. A role may serve several connections: what they need comes together. */
export interface Use {
  readonly of: string;
  /** Logical id of the role, as what uses it says. */
  readonly role: string | undefined;
  readonly service: string;
  /** On taking it. */
  readonly when?: unknown;
  readonly grants: readonly Grant[];
  /** Of AWS, attached whole. */
  readonly managed?: readonly unknown[];
  /** Connections that work by it: what they use may be encrypted. */
  readonly by: readonly Connection[];
}

export function usesOf(reader: TemplateReader): readonly Use[] {
  const { resources, connections } = reader.graph;
  return [
    ...resources.flatMap((drawn) => OF_RESOURCE[drawn.service.id]?.(drawn, reader) ?? []),
    ...connections.flatMap((connection) => ofConnection(connection, reader)),
    ...ofTheCdk(reader),
  ];
}

const idOf = (arn: unknown): string | undefined =>
  (arn as { readonly 'Fn::GetAtt'?: readonly string[] } | undefined)?.['Fn::GetAtt']?.[0];

type OfResource = (drawn: Resource, reader: TemplateReader) => readonly Use[];

const OF_RESOURCE: Readonly<Record<string, OfResource>> = {
  lambda: (fn, reader) => [
    {
      of: fn.id,
      role: idOf(reader.main(fn).Properties?.['Role']),
      service: 'lambda',
      grants: [
        ...logs(fn, reader),
        ...keys(fn, reader),
        ...fn.outbound.flatMap((each) => called(each, reader)),
        ...fn.inbound.flatMap((each) => polled(each, reader)),
        ...callbacks(fn, reader),
      ],
      by: [...fn.outbound, ...fn.inbound.filter(({ from }) => /^(poll-queue|read-shards)$/.test(from.contract))],
    },
  ],
  pipes: (pipe, reader) => [
    {
      of: pipe.id,
      role: idOf(reader.main(pipe).Properties?.['RoleArn']),
      service: 'pipes',
      when: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
      grants: [
        ...pipe.inbound.flatMap((each) => piped(each, reader)),
        ...pipe.outbound.flatMap((each) => passed(each, reader)),
      ],
      by: [...pipe.inbound, ...pipe.outbound],
    },
  ],
  firehose: (delivery, reader) => [
    {
      of: delivery.id,
      role: reader
        .under(delivery)
        .find(({ Type, id }) => Type === 'AWS::IAM::Role' && mentions(reader.main(delivery).Properties, `"${id}"`))?.id,
      service: 'firehose',
      when: { StringEquals: { 'aws:SourceAccount': ACCOUNT } },
      grants: [
        ...logs(delivery, reader),
        ...delivery.inbound
          .filter(({ kind }) => kind.id === 'firehose/stream-source')
          .map(({ from }) => ({
            actions: READ_STREAM,
            on: [reader.arn(from.resource)],
          })),
        ...delivery.outbound.flatMap((each) => delivered(each, reader)),
      ],
      by: [...delivery.inbound.filter(({ kind }) => kind.id === 'firehose/stream-source'), ...delivery.outbound],
    },
  ],
  'step-functions': (machine, reader) => [
    {
      of: machine.id,
      role: idOf(reader.main(machine).Properties?.['RoleArn']),
      service: 'states',
      when: {
        ArnLike: {
          'aws:SourceArn': joined(`arn:aws:states:${reader.graph.account.region}:`, ACCOUNT, ':stateMachine:*'),
        },
        StringEquals: { 'aws:SourceAccount': ACCOUNT },
      },
      grants: [
        ...(machine.config['logBytes'] === 0 ? [] : [{ actions: LOG_DELIVERY, on: ['*'] }]),
        ...(machine.config['tracing'] === true ? [{ actions: TRACE, on: ['*'] }] : []),
        ...machine.outbound.flatMap((each) => tasked(each, reader)),
      ],
      by: machine.outbound,
    },
  ],
};

function ofConnection(connection: Connection, reader: TemplateReader): readonly Use[] {
  const { kind, from, to } = connection;
  const of = `${from.resource.id} → ${to.resource.id}`;
  const [owner] = kind.id.split('/');
  if (owner === 'scheduler') return scheduled(connection, reader, of);
  if (owner === 'eventbridge') return ruled(connection, reader, of);
  if (kind.id === 'sns/delivery-stream-subscription') {
    const arn = reader.arn(to.resource);
    const subscription = reader.resources.find(
      ({ Type, Properties = {} }) =>
        Type === 'AWS::SNS::Subscription' &&
        same(Properties['Endpoint'], arn) &&
        same(Properties['TopicArn'], reader.ref(from.resource)),
    );
    const role = idOf(subscription?.Properties?.['SubscriptionRoleArn']);
    return [{ of, role, service: 'sns', grants: [{ actions: SUBSCRIBE_DELIVERY, on: [arn] }], by: [] }];
  }
  if (owner !== 'api-gateway' || to.contract === 'invoke' || to.contract === 'http') return [];
  return [
    {
      of,
      role: credentialsOf(connection, reader),
      service: 'apigateway',
      grants: [integrated(connection, reader)],
      by: [connection],
    },
  ];
}

function scheduled(connection: Connection, reader: TemplateReader, of: string): readonly Use[] {
  const { from, to, kind } = connection;
  const group = reader.main(from.resource);
  const schedules = reader.resources.filter(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::Scheduler::Schedule' && Properties['GroupName'] === group.Properties?.['Name'],
  );
  const targets = schedules.map(({ Properties = {} }) => Properties['Target'] as Properties);
  const isMine = ({ Arn, Input, DeadLetterConfig }: Properties): boolean => {
    if (kind.role === 'failure') return same(DeadLetterConfig, { Arn: reader.arn(to.resource) });
    if (to.contract !== 'start-run') return same(Arn, targetArn(connection, reader));
    return mentions(Arn, 'appflow:startFlow') && mentions(Input, reader.mention(to.resource));
  };
  const actions =
    to.contract === 'start-workflow'
      ? ['states:StartExecution']
      : to.contract === 'collect-records'
        ? PUT_TO_DELIVERY
        : sending(kind.id, to.contract);
  return targets.filter(isMine).map(({ RoleArn }) => ({
    of,
    role: idOf(RoleArn),
    service: 'scheduler',
    when: { StringEquals: { 'aws:SourceAccount': ACCOUNT, 'aws:SourceArn': att(group.id) } },
    grants: [{ actions, on: [addressed(connection, reader)] }],
    by: [connection],
  }));
}

const BY_ROLE = /^eventbridge\/(stream|delivery-stream|bus|workflow)-target$|api-destination$/;

/** Streams, buses, workflows and API destinations are called by a role; the others let EventBridge in themselves. */
function ruled(connection: Connection, reader: TemplateReader, of: string): readonly Use[] {
  const { kind, to } = connection;
  if (!BY_ROLE.test(kind.id)) return [];
  const arn = to.contract === 'http' ? att(destinationOf(connection, reader)?.id ?? '') : targetArn(connection, reader);
  const actions =
    to.contract === 'http'
      ? ['events:InvokeApiDestination']
      : to.contract === 'start-workflow'
        ? ['states:StartExecution']
        : to.contract === 'put-record'
          ? RULE_PUTS
          : sending(kind.id, to.contract);
  return rulesOf(reader, connection).flatMap(({ Properties = {} }) =>
    (Properties['Targets'] as readonly Properties[])
      .filter(({ Arn }) => same(Arn, arn))
      .map(({ RoleArn }) => ({
        of,
        role: idOf(RoleArn),
        service: 'events',
        grants: [{ actions, on: [arn] }],
        by: [connection],
      })),
  );
}

const awsManaged = (name: string): unknown =>
  joined('arn:', { Ref: 'AWS::Partition' }, `:iam::aws:policy/service-role/${name}`);

/** The CDK’s own: what writes the logs of APIs, and the function that sets notifications. */
function ofTheCdk(reader: TemplateReader): readonly Use[] {
  const { resources, graph } = reader;
  const accounts = resources.filter(({ Type }) => Type === 'AWS::ApiGateway::Account');
  const told = graph.resources.filter(({ outbound }) => outbound.some(({ from }) => from.contract === 'notify'));
  const handler = resources.find(({ id }) => id === handlerOf(reader));
  return [
    ...accounts.map(({ Properties = {} }) => ({
      of: 'the logs of APIs',
      role: idOf(Properties['CloudWatchRoleArn']),
      service: 'apigateway',
      grants: [],
      by: [],
      managed: [awsManaged('AmazonAPIGatewayPushToCloudWatchLogs')],
    })),
    ...(told.length === 0
      ? []
      : [
          {
            of: 'notifications',
            role: idOf(handler?.Properties?.['Role']),
            service: 'lambda',
            grants: told.map((bucket) => ({ actions: ['s3:PutBucketNotification'], on: [reader.arn(bucket)] })),
            by: [],
            managed: [awsManaged('AWSLambdaBasicExecutionRole')],
          },
        ]),
  ];
}

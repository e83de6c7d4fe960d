/** Roles: who may take each, and all that it may do, against what the connections need that work by it. */
import type { Connection, Resource } from '#shared/model/graph';
import { keepsKeys } from '../inventory';
import { mentions, same } from '../policies';
import { type Properties, type TemplateReader, writeAction } from '../wiring/reader';
import {
  CALL_BACK,
  DELIVER_OBJECTS,
  KEEP_KEYS,
  LOG_DELIVERY,
  PIPE_QUEUE,
  PIPE_STREAM,
  POLL_QUEUE,
  PUT_RECORDS,
  PUT_TO_DELIVERY,
  READ_ITEMS,
  READ_STREAM,
  READ_TABLE_STREAM,
  SEE_BUCKET,
  SEND,
  SENDING,
  SUBSCRIBE_DELIVERY,
  SUBSCRIBE_TO_SHARDS,
  TRACE,
  WRITE_ITEMS,
  WRITE_LOGS,
} from './actions';
import { ACCOUNT, att, joined } from './entry';
import { targetArn } from './functions';
import { compared, type Grant, permissions, stated, trusts } from './grants';
import { keyFaults } from './keys';
import { credentialsOf } from './routes';
import { destinationOf, rulesOf } from './rules';
import { handlerOf } from './stores';

/** What a role is for. A role may serve several connections: what they need comes together. */
interface Use {
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

const KMS = /^"?kms:/;

/** Sentences on roles and policies; permissions on keys are those of `keyFaults`. */
export function roleFaults(reader: TemplateReader): readonly string[] {
  const uses = usesOf(reader);
  const rolesOf = (connection: Connection): readonly string[] => [
    ...uses.flatMap(({ by, role }) => (role !== undefined && by.includes(connection) ? [role] : [])),
    ...(connection.from.contract === 'sdk-call' ? [reader.main(connection.from.resource).id] : []),
  ];
  const homeless = uses.filter(({ role }) => role === undefined).map(({ of }) => `${of}: no role`);
  const roles = reader.resources.filter(({ Type }) => Type === 'AWS::IAM::Role');
  const faults = roles.flatMap(({ id, Properties = {} }) => {
    const its = uses.filter(({ role }) => role === id);
    const [first] = its;
    if (!first) return [`AWS::IAM::Role ${id}, which nothing drawn needs`];
    const wanted = its.flatMap(({ grants }) => grants.flatMap(permissions));
    const may = policiesOf(id, reader).flatMap(stated);
    return [
      ...trusts(first.service, first.when)(Properties['AssumeRolePolicyDocument']),
      ...(same(Properties['ManagedPolicyArns'] ?? [], first.managed ?? []) ? [] : ['has other managed policies']),
      ...compared(
        wanted,
        may.filter((each) => !isOfKeys(each)),
      ),
    ].map((fault) => `${first.of}: ${id} ${fault}`);
  });
  const known = new Set(roles.map(({ id }) => id));
  const missing = uses.filter(({ role }) => role !== undefined && !known.has(role)).map(({ of }) => `${of}: no role`);
  return [
    ...homeless,
    ...missing,
    ...faults,
    ...looseGrants(reader, known),
    ...clientFaults(reader),
    ...keyFaults(reader, rolesOf),
  ];
}

const isOfKeys = (permission: string): boolean =>
  KMS.test((JSON.parse(permission) as { action?: string }).action ?? '');

function policiesOf(role: string, { resources }: TemplateReader): readonly unknown[] {
  return resources
    .filter(({ Type, Properties = {} }) => Type === 'AWS::IAM::Policy' && mentions(Properties['Roles'], `"${role}"`))
    .map(({ Properties = {} }) => Properties['PolicyDocument']);
}

/** Policies that are attached to nothing, or to what is no role of the template. */
function looseGrants({ resources }: TemplateReader, roles: ReadonlySet<string>): readonly string[] {
  return resources
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .filter(({ Properties = {} }) => {
      const attached = [Properties['Roles'] ?? []].flat() as readonly { readonly Ref?: string }[];
      return attached.length !== 1 || !attached.every(({ Ref }) => roles.has(Ref ?? ''));
    })
    .map(({ id }) => `${id} is attached to no role that is drawn`);
}

function usesOf(reader: TemplateReader): readonly Use[] {
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

function logs(of: Resource, reader: TemplateReader): readonly Grant[] {
  const group = reader.under(of).find(({ Type }) => Type === 'AWS::Logs::LogGroup');
  return [{ actions: WRITE_LOGS, on: [att(group?.id ?? 'no log group')] }];
}

function keys(fn: Resource, reader: TemplateReader): readonly Grant[] {
  if (!keepsKeys(fn)) return [];
  const table = reader.under(fn).find(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');
  return [{ actions: KEEP_KEYS, on: [att(table?.id ?? 'no table')] }];
}

/** What code calls, and where what it was asked for ends. */
function called(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, to } = connection;
  if (to.contract === 'http') return [];
  return [used(connection, reader) ?? { actions: sending(kind.id, to.contract), on: [addressed(connection, reader)] }];
}

/** Items, objects and executions, for code and for clients. */
function used(connection: Connection, reader: TemplateReader): Grant | undefined {
  const { kind, to, config } = connection;
  switch (kind.id.replace(/^.*\//, '')) {
    case 'write-items':
      return { actions: WRITE_ITEMS, on: [reader.arn(to.resource)] };
    case 'read-items':
      return { actions: READ_ITEMS, on: [reader.arn(to.resource)] };
    case 'write-objects':
      return { actions: [writeAction(connection)], on: [reader.objects(to.resource, String(config['keyPrefix']))] };
    case 'read-objects':
      return { actions: ['s3:GetObject'], on: [reader.objects(to.resource, '')] };
    case 'start-execution':
      return { actions: ['states:StartExecution'], on: [reader.ref(to.resource)] };
    case 'start-sync-execution':
      return { actions: ['states:StartSyncExecution'], on: [reader.ref(to.resource)] };
    default:
      return undefined;
  }
}

function sending(kind: string, contract: string): readonly string[] {
  const actions = SENDING[contract];
  if (!actions) throw new Error(`nothing is known of what ${kind} needs`);
  return actions;
}

function addressed(connection: Connection, reader: TemplateReader): unknown {
  const { contract, resource } = connection.to;
  if (contract === 'post-to-connection') return reader.connections(resource);
  return contract === 'start-run' ? reader.flowArn(resource) : targetArn(connection, reader);
}

function polled({ kind, from, config }: Connection, reader: TemplateReader): readonly Grant[] {
  if (kind.id === 'lambda/queue-event-source') return [{ actions: POLL_QUEUE, on: [reader.arn(from.resource)] }];
  if (kind.id !== 'lambda/stream-event-source') return [];
  if (from.resource.service.id === 'dynamodb')
    return [{ actions: READ_TABLE_STREAM, on: [reader.streamArn(from.resource)] }];
  const stream = reader.arn(from.resource);
  const consumer = reader.resources.find(
    ({ Type, Properties = {} }) => Type === 'AWS::Kinesis::StreamConsumer' && same(Properties['StreamARN'], stream),
  );
  return [
    { actions: READ_STREAM, on: [stream] },
    ...(config['enhancedFanOut'] === true
      ? [{ actions: SUBSCRIBE_TO_SHARDS, on: [att(consumer?.id ?? 'no consumer', 'ConsumerARN')] }]
      : []),
  ];
}

/** Functions that get a task token from a state machine: with its call, or with what they work on. */
function callbacks(fn: Resource, reader: TemplateReader): readonly Grant[] {
  const waits = ({ config }: Connection): boolean => config['waitsFor'] === 'callback';
  const machines = reader.graph.connections.filter(
    (each) =>
      waits(each) && each.from.resource.service.id === 'step-functions' && reaches(each.to.resource, fn, new Set()),
  );
  return machines.map(({ from }) => ({ actions: CALL_BACK, on: [reader.ref(from.resource)] }));
}

/** Whether a token gets from here to a function: through queues, topics and buses, which hand on what they are given. */
function reaches(here: Resource, fn: Resource, seen: Set<string>): boolean {
  if (here.id === fn.id) return true;
  if (seen.has(here.id) || !['sqs', 'sns', 'eventbridge'].includes(here.service.id)) return false;
  seen.add(here.id);
  return here.outbound.some(({ kind, to }) => kind.role === 'work' && reaches(to.resource, fn, seen));
}

function piped({ kind, from }: Connection, reader: TemplateReader): readonly Grant[] {
  if (kind.id === 'pipes/queue-source') return [{ actions: PIPE_QUEUE, on: [reader.arn(from.resource)] }];
  return from.resource.service.id === 'dynamodb'
    ? [{ actions: READ_TABLE_STREAM, on: [reader.streamArn(from.resource)] }]
    : [{ actions: PIPE_STREAM, on: [reader.arn(from.resource)] }];
}

/** Services that send for themselves need no more than to send. */
const BARELY: Readonly<Record<string, readonly string[]>> = { enqueue: SEND, 'put-record': PUT_RECORDS };

function passed(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, to, from } = connection;
  if (to.contract === 'start-workflow') {
    const action = kind.id === 'pipes/workflow-start' ? 'states:StartExecution' : 'states:StartSyncExecution';
    return [{ actions: [action], on: [reader.ref(to.resource)] }];
  }
  if (to.contract === 'http') {
    const { Enrichment, Target } = reader.main(from.resource).Properties ?? {};
    const arn = ['pipes/api-destination', 'pipes/api-target'].includes(kind.id) ? Target : Enrichment;
    const isApi = ['pipes/api-target', 'pipes/enrich-by-api'].includes(kind.id);
    return [{ actions: [isApi ? 'execute-api:Invoke' : 'events:InvokeApiDestination'], on: [arn] }];
  }
  return [{ actions: BARELY[to.contract] ?? sending(kind.id, to.contract), on: [addressed(connection, reader)] }];
}

function delivered({ kind, to, config }: Connection, reader: TemplateReader): readonly Grant[] {
  if (kind.id === 'firehose/transformation')
    return [{ actions: ['lambda:InvokeFunction'], on: [reader.callableArn(to.resource)] }];
  if (to.contract !== 'keep-objects') return [];
  const { keyPrefix, errorPrefix = '' } = config;
  const prefixes = kind.id === 'firehose/failed-records' || keyPrefix === '' ? [keyPrefix] : [keyPrefix, errorPrefix];
  return [
    { actions: DELIVER_OBJECTS, on: prefixes.map((prefix) => reader.objects(to.resource, String(prefix))) },
    { actions: SEE_BUCKET, on: [reader.arn(to.resource)] },
  ];
}

function tasked(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, to } = connection;
  if (to.contract === 'keep-items') {
    const action = kind.id === 'step-functions/get-item' ? 'dynamodb:GetItem' : 'dynamodb:PutItem';
    const arn = joined(`arn:aws:dynamodb:${reader.graph.account.region}:`, ACCOUNT, ':table/', reader.ref(to.resource));
    return [{ actions: [action], on: [arn] }];
  }
  return [{ actions: BARELY[to.contract] ?? sending(kind.id, to.contract), on: [addressed(connection, reader)] }];
}

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
        : (BARELY[to.contract] ?? sending(kind.id, to.contract));
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

function integrated(connection: Connection, reader: TemplateReader): Grant {
  const { kind, to, config } = connection;
  const isDisconnect = config['routeKey'] === '$disconnect';
  switch (to.contract) {
    case 'keep-items':
      return { actions: [`dynamodb:${isDisconnect ? 'DeleteItem' : 'PutItem'}`], on: [reader.arn(to.resource)] };
    case 'keep-objects': {
      const action = { GET: 's3:GetObject', DELETE: 's3:DeleteObject' }[String(config['method'])] ?? 's3:PutObject';
      return { actions: [action], on: [reader.objects(to.resource, String(config['keyPrefix']))] };
    }
    case 'start-workflow': {
      const action = kind.id.endsWith('start-sync-execution') ? 'StartSyncExecution' : 'StartExecution';
      return { actions: [`states:${action}`], on: [reader.ref(to.resource)] };
    }
    default:
      return { actions: sending(kind.id, to.contract), on: [addressed(connection, reader)] };
  }
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

/** What clients outside the app may do, by the policy that is theirs to attach. */
function clientFaults(reader: TemplateReader): readonly string[] {
  return reader.graph.resources
    .filter(({ service: { id } }) => id === 'client')
    .flatMap((client) => {
      const grants = client.outbound.flatMap((each) => outside(each, reader));
      if (grants.length === 0) return [];
      const document = reader.main(client).Properties?.['PolicyDocument'];
      return compared(
        grants.flatMap(permissions),
        stated(document).filter((each) => !isOfKeys(each)),
      ).map((fault) => `${client.id}: its policy ${fault}`);
    });
}

function outside(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, to } = connection;
  if (kind.id === 'client/function-url') {
    if (to.resource.config['urlAuthorization'] !== 'AWS_IAM') return [];
    const on = [reader.callableArn(to.resource)];
    return [
      {
        actions: ['lambda:InvokeFunctionUrl'],
        on,
        when: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
      },
      { actions: ['lambda:InvokeFunction'], on, when: { Bool: { 'lambda:InvokedViaFunctionUrl': true } } },
    ];
  }
  return to.contract === 'http' ? [] : called(connection, reader);
}

/** APIs: who reaches them, their stage and its throttle, routes, authorizers and usage plans. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions, same } from '../policies';
import type { Identified, Properties, TemplateReader } from '../wiring/reader';
import { ACCOUNT, att, type Entry, joined, named, ref, that, type Test, type Wanted, when } from './entry';
import { logGroup } from './functions';
import { policy } from './grants';
import { pathOf, routed, segments } from './routes';

/** What the ledger leaves to other tests. */
const free = that(() => true, '');

const of = (reader: TemplateReader, drawn: Resource, type: string): Identified | undefined =>
  reader.under(drawn).find(({ Type }) => Type === type);

export function api(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const routes = drawn.outbound.filter(({ from }) => from.contract === 'integrate');
  const own = drawn.config['type'] === 'REST' ? rest(drawn, reader) : lean(drawn, reader);
  const hasLog = drawn.config['accessLogBytes'] !== 0;
  const group = of(reader, drawn, 'AWS::Logs::LogGroup')?.id ?? 'no log group';
  return [
    ...own,
    ...(hasLog ? [logGroup(drawn.id, group), refused(drawn.id, group)] : []),
    ...routes.flatMap((each) => route(each, reader)),
    ...authorizer(drawn, reader),
  ];
}

/** What is refused with 429 is counted from the log: API Gateway’s own metric has it among all 4xx. */
const refused = (of: string, group: string): Entry => ({
  of: `the refusals of ${of}`,
  type: 'AWS::Logs::MetricFilter',
  is: ({ Properties = {} }) => same(Properties['LogGroupName'], ref(group)),
  properties: {
    LogGroupName: ref(group),
    FilterPattern: '{ $.status = "429" }',
    MetricTransformations: [{ DefaultValue: 0, MetricName: named, MetricNamespace: named, MetricValue: '1' }],
  },
});

const isPrivate = ({ config }: Resource): boolean => config['type'] === 'REST' && config['endpoint'] === 'private';

/** The endpoint that the tests of apps state; https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html */
const VPC_ENDPOINT = that((value) => /^vpce-\w+$/.test(String(value)), 'a VPC endpoint');

function rest(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config } = drawn;
  const { id, Properties: its = {} } = reader.main(drawn);
  const stage = of(reader, drawn, 'AWS::ApiGateway::Stage');
  const types = String(config['binaryMediaTypes'])
    .split(',')
    .map((type) => type.trim())
    .filter(Boolean);
  const endpoint = (its['EndpointConfiguration'] as Properties | undefined)?.['VpcEndpointIds'] as readonly string[];
  return [
    {
      of: drawn.id,
      type: 'AWS::ApiGateway::RestApi',
      is: (resource) => resource.id === id,
      properties: {
        Name: named,
        Description: when(config['description'] !== '', config['description']),
        EndpointConfiguration: {
          Types: [String(config['endpoint']).toUpperCase()],
          VpcEndpointIds: when(isPrivate(drawn), [VPC_ENDPOINT]),
        },
        BinaryMediaTypes: when(types.length > 0, types),
        Policy: when(isPrivate(drawn), policyOfPrivate(endpoint)),
      },
    },
    {
      of: drawn.id,
      type: 'AWS::ApiGateway::Stage',
      is: (resource) => resource.id === stage?.id,
      after: reader.resources.filter(({ Type }) => Type === 'AWS::ApiGateway::Account').map((account) => account.id),
      properties: {
        RestApiId: ref(id),
        StageName: 'prod',
        DeploymentId: ref(of(reader, drawn, 'AWS::ApiGateway::Deployment')?.id ?? 'no deployment'),
        TracingEnabled: when(config['tracing'] === true, true),
        CacheClusterEnabled: when(config['cacheSize'] !== 'none', true),
        CacheClusterSize: when(config['cacheSize'] !== 'none', config['cacheSize']),
        AccessLogSetting: accessLog(drawn, reader, (group) =>
          joined(`arn:aws:logs:${reader.graph.account.region}:`, ACCOUNT, ':log-group:', ref(group)),
        ),
        MethodSettings: [
          {
            HttpMethod: '*',
            ResourcePath: '/*',
            LoggingLevel: 'ERROR',
            DataTraceEnabled: false,
            MetricsEnabled: true,
            CachingEnabled: when(config['cacheSize'] !== 'none', true),
            CacheDataEncrypted: when(config['cacheSize'] !== 'none', true),
            ThrottlingRateLimit: config['stageRate'],
            ThrottlingBurstLimit: config['stageBurst'],
          },
        ],
      },
    },
    {
      of: drawn.id,
      type: 'AWS::ApiGateway::Deployment',
      is: ({ Properties = {} }) => same(Properties['RestApiId'], ref(id)),
      // What is made after it, it does not deploy.
      after: reader.resources
        .filter(
          ({ Type, Properties = {} }) => Type === 'AWS::ApiGateway::Method' && same(Properties['RestApiId'], ref(id)),
        )
        .map((each) => each.id),
      properties: { RestApiId: ref(id), Description: free },
    },
    {
      of: drawn.id,
      type: 'AWS::ApiGateway::RequestValidator',
      is: ({ Properties = {} }) => same(Properties['RestApiId'], ref(id)),
      properties: { RestApiId: ref(id), ValidateRequestBody: true, ValidateRequestParameters: true },
    },
    ...paths(drawn, reader),
  ];
}

/** Who comes by another way is denied what all are allowed. */
function policyOfPrivate(endpoints: readonly string[] | undefined): Test {
  const invoke = { who: { AWS: '*' }, actions: ['execute-api:Invoke'], on: ['execute-api:/*'] };
  const others = { StringNotEquals: { 'aws:SourceVpce': endpoints } };
  return policy(invoke, { ...invoke, effect: 'Deny', when: others });
}

/** A log of each request with its status, by which refusals are counted. */
function accessLog(drawn: Resource, reader: TemplateReader, arnOf: (group: string) => unknown): Wanted {
  const group = of(reader, drawn, 'AWS::Logs::LogGroup')?.id ?? 'no log group';
  return when(drawn.config['accessLogBytes'] !== 0, {
    DestinationArn: arnOf(group),
    Format: that((value) => String(value).includes('"status":"$context.status"'), 'a format with the status'),
  });
}

/** A resource for each part of a path. */
function paths(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const id = ref(reader.main(drawn).id);
  const wanted = new Set(
    drawn.outbound
      .filter(({ from }) => from.contract === 'integrate')
      .flatMap(({ config }) => segments(String(config['path'])).map((_, at, all) => all.slice(0, at + 1).join('/'))),
  );
  const found = reader.resources.filter(
    ({ Type, Properties = {} }) => Type === 'AWS::ApiGateway::Resource' && same(Properties['RestApiId'], id),
  );
  const pathOf = (resource: Identified | undefined): string => {
    const { Ref: parent } = (resource?.Properties?.['ParentId'] ?? {}) as { readonly Ref?: string };
    const above = found.find((each) => each.id === parent);
    const part = String(resource?.Properties?.['PathPart']);
    return above ? `${pathOf(above)}/${part}` : part;
  };
  return [...wanted].map((path) => {
    const above = path.split('/').slice(0, -1).join('/');
    const parent = found.find((each) => pathOf(each) === above);
    return {
      of: `/${path} of ${drawn.id}`,
      type: 'AWS::ApiGateway::Resource',
      is: (resource) => pathOf(resource) === path && same(resource.Properties?.['RestApiId'], id),
      properties: {
        RestApiId: id,
        ParentId: above === '' ? att(reader.main(drawn).id, 'RootResourceId') : ref(parent?.id ?? 'no parent'),
        PathPart: path.split('/').at(-1),
      },
    };
  });
}

/** The root, or the resource of the last part of the path, of this API. */
function resourceOf({ from, config }: Connection, reader: TemplateReader): unknown {
  const wanted = segments(String(config['path']));
  if (wanted.length === 0) return att(reader.main(from.resource).id, 'RootResourceId');
  const found = reader.resources.find(
    ({ id, Type, Properties = {} }) =>
      Type === 'AWS::ApiGateway::Resource' &&
      same(Properties['RestApiId'], reader.ref(from.resource)) &&
      same(pathOf(ref(id), reader), wanted),
  );
  return ref(found?.id ?? 'no resource');
}

/** HTTP and WebSocket APIs. */
function lean(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config } = drawn;
  const { id } = reader.main(drawn);
  const isSocket = config['type'] === 'WEBSOCKET';
  const accounts = reader.resources.filter(({ Type }) => Type === 'AWS::ApiGateway::Account');
  return [
    {
      of: drawn.id,
      type: 'AWS::ApiGatewayV2::Api',
      is: (resource) => resource.id === id,
      properties: {
        Name: named,
        ProtocolType: config['type'],
        Description: when(config['description'] !== '', config['description']),
        RouteSelectionExpression: when(isSocket, config['routeSelection']),
      },
    },
    {
      of: drawn.id,
      type: 'AWS::ApiGatewayV2::Stage',
      is: ({ Properties = {} }) => same(Properties['ApiId'], ref(id)),
      after: isSocket && config['accessLogBytes'] !== 0 ? accounts.map((account) => account.id) : [],
      properties: {
        ApiId: ref(id),
        StageName: isSocket ? 'prod' : '$default',
        AutoDeploy: true,
        AccessLogSettings: accessLog(drawn, reader, (group) => att(group)),
        DefaultRouteSettings: when(config['stageRate'] !== undefined || config['stageBurst'] !== undefined, {
          ThrottlingRateLimit: config['stageRate'],
          ThrottlingBurstLimit: config['stageBurst'],
        }),
      },
    },
  ];
}

const CHECKED: Readonly<Record<string, string>> = { iam: 'AWS_IAM', jwt: 'JWT', cognito: 'COGNITO_USER_POOLS' };

const lambdaAuthorizer = ({ outbound }: Resource): Connection | undefined =>
  outbound.find(({ kind }) => kind.id === 'api-gateway/lambda-authorizer');

/** What a route asks of who comes: nothing where it is open, and of a WebSocket API on $connect alone. */
function asked({ from: { resource }, config: { isOpen, routeKey } }: Connection): string {
  if (isOpen === true || (routeKey !== undefined && routeKey !== '$connect')) return 'NONE';
  return lambdaAuthorizer(resource) ? 'CUSTOM' : (CHECKED[String(resource.config['authorization'])] ?? 'NONE');
}

const hasAuthorizer = (access: string): boolean => !['NONE', 'AWS_IAM'].includes(access);

function authorizerOf(drawn: Resource, reader: TemplateReader): string {
  const id = reader.ref(drawn);
  return (
    reader.resources.find(
      ({ Type, Properties = {} }) =>
        /^AWS::ApiGateway(V2)?::Authorizer$/.test(Type) && same(Properties['ApiId'] ?? Properties['RestApiId'], id),
    )?.id ?? 'no authorizer'
  );
}

/** A method with its integration, or a route and an integration of its own. */
function route(connection: Connection, reader: TemplateReader): readonly Entry[] {
  const { from, to, config } = connection;
  const drawn = from.resource;
  const its = routed(connection, reader);
  const access = asked(connection);
  const name = `${drawn.id} → ${to.resource.id}`;
  const shared = {
    AuthorizationType: access,
    AuthorizerId: when(hasAuthorizer(access), ref(authorizerOf(drawn, reader))),
  };
  if (drawn.config['type'] === 'REST') {
    const plans = drawn.inbound.some((each) => each.config['usagePlan'] === true);
    return [
      {
        of: name,
        type: 'AWS::ApiGateway::Method',
        is: ({ id }) => id === its?.route.id,
        properties: {
          ...shared,
          // Each caller has a key, once one of them has.
          ApiKeyRequired: when(plans, true),
          HttpMethod: config['method'],
          RestApiId: reader.ref(drawn),
          ResourceId: resourceOf(connection, reader),
          RequestValidatorId: ref(of(reader, drawn, 'AWS::ApiGateway::RequestValidator')?.id ?? 'no validator'),
          RequestParameters: parameters(config),
          MethodResponses: that(() => true, ''),
          Integration: restIntegration(connection, reader),
        },
      },
    ];
  }
  const answers = config['answers'] === true;
  const isProxy = its?.properties['IntegrationType'] !== 'AWS';
  return [
    {
      of: name,
      type: 'AWS::ApiGatewayV2::Route',
      is: ({ id }) => id === its?.route.id,
      properties: {
        ...shared,
        ApiId: reader.ref(drawn),
        RouteKey: config['routeKey'] ?? `${String(config['method'])} ${String(config['path'])}`,
        RouteResponseSelectionExpression: when(answers, '$default'),
        Target: joined('integrations/', ref(its?.integration ?? 'no integration')),
      },
    },
    {
      of: name,
      type: 'AWS::ApiGatewayV2::Integration',
      is: ({ id }) => id === its?.integration,
      properties: leanIntegration(connection, reader),
    },
    ...(answers
      ? [
          {
            of: name,
            type: 'AWS::ApiGatewayV2::RouteResponse',
            is: ({ Properties = {} }: Identified) => same(Properties['RouteId'], ref(its?.route.id ?? '')),
            properties: {
              ApiId: reader.ref(drawn),
              RouteId: ref(its?.route.id ?? 'no route'),
              RouteResponseKey: '$default',
            },
          },
        ]
      : []),
    ...(answers && !isProxy
      ? [
          {
            of: name,
            type: 'AWS::ApiGatewayV2::IntegrationResponse',
            is: ({ Properties = {} }: Identified) => same(Properties['IntegrationId'], ref(its?.integration ?? '')),
            properties: {
              ApiId: reader.ref(drawn),
              IntegrationId: ref(its?.integration ?? 'no integration'),
              IntegrationResponseKey: '$default',
            },
          },
        ]
      : []),
  ];
}

/** What the path names is asked for; beside it what the integration takes from headers. */
const parameters = ({ path }: Connection['config']): Test =>
  that(
    (value) =>
      [...String(path).matchAll(/\{(\w+)\+?\}/g)].every(
        ([, name]) => value === undefined || (value as Properties)[`method.request.path.${name ?? ''}`] !== false,
      ),
    'the names in the path',
  );

/** Longest that an integration may take, of each type, which AWS has without being told (2026-11-23). */
const LONGEST: Readonly<Record<string, number>> = { REST: 29, WEBSOCKET: 29, HTTP: 30 };

function timeout({ config }: Resource): Wanted {
  const seconds = Number(config['integrationTimeout']);
  return when(seconds !== LONGEST[String(config['type'])], Math.round(seconds * 1000));
}

const isThere = that((value) => value !== undefined, 'anything');

/** The invocation of a function by an API. */
const invocation = ({ to }: Connection, reader: TemplateReader): unknown =>
  joined(
    `arn:aws:apigateway:${reader.graph.account.region}:lambda:path/2015-03-31/functions/`,
    reader.callableArn(to.resource),
    '/invocations',
  );

function restIntegration(connection: Connection, reader: TemplateReader): Wanted {
  const { kind, to, from, config } = connection;
  const TimeoutInMillis = timeout(from.resource);
  if (kind.id === 'api-gateway/lambda-proxy')
    return { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: invocation(connection, reader), TimeoutInMillis };
  if (kind.id === 'api-gateway/http-integration')
    return {
      Type: 'HTTP_PROXY',
      IntegrationHttpMethod: config['method'],
      Uri: that((value) => String(value).startsWith(String(to.resource.config['url'])), 'its address'),
      RequestParameters: free,
      TimeoutInMillis,
    };
  const isObject = to.contract === 'keep-objects';
  return {
    Type: 'AWS',
    IntegrationHttpMethod: isObject ? (config['method'] === 'POST' ? 'PUT' : config['method']) : 'POST',
    Uri: to.contract === 'invoke' ? invocation(connection, reader) : uriOf(connection, reader),
    Credentials: when(to.contract !== 'invoke', isThere),
    PassthroughBehavior: isObject ? 'WHEN_NO_MATCH' : 'NEVER',
    TimeoutInMillis,
    RequestParameters: isObject
      ? free
      : {
          [`integration.request.header.${HEADERS[to.contract]?.[0] ?? 'Content-Type'}`]:
            HEADERS[to.contract]?.[1] ?? "'application/x-amz-json-1.0'",
        },
    // What is sent and answered are texts of the exporter’s own, which `test/services/api-gateway` runs.
    RequestTemplates: isObject ? free : addressing(connection, reader),
    IntegrationResponses: that((value) => Array.isArray(value) && value.length > 0, 'answers'),
    CacheKeyParameters: free,
  };
}

const FORM = ['Content-Type', "'application/x-www-form-urlencoded'"] as const;
const JSON_1_1 = ['Content-Type', "'application/x-amz-json-1.1'"] as const;

/** What each service takes its calls by: its protocol, and of Lambda that nobody waits. */
const HEADERS: Readonly<Record<string, readonly [name: string, value: string]>> = {
  enqueue: FORM,
  publish: FORM,
  'put-events': JSON_1_1,
  'put-record': JSON_1_1,
  'collect-records': JSON_1_1,
  invoke: ['X-Amz-Invocation-Type', "'Event'"],
};

/** `arn:aws:apigateway:us-east-1:dynamodb:action/PutItem`. */
const CALLS: Readonly<Record<string, string>> = {
  enqueue: 'sqs:path/',
  publish: 'sns:path//',
  'put-events': 'events:action/PutEvents',
  'put-record': 'kinesis:action/PutRecord',
  'collect-records': 'firehose:action/PutRecord',
  'keep-objects': 's3:path/',
};

function uriOf({ kind, to, config }: Connection, reader: TemplateReader): Test {
  const isDisconnect = config['routeKey'] === '$disconnect';
  const call =
    to.contract === 'start-workflow'
      ? `states:action/Start${kind.id.includes('sync') ? 'Sync' : ''}Execution`
      : to.contract === 'keep-items'
        ? `dynamodb:action/${isDisconnect ? 'Delete' : 'Put'}Item`
        : (CALLS[to.contract] ?? 'nothing');
  const start = `arn:aws:apigateway:${reader.graph.account.region}:${call}`;
  // A queue and a bucket are in the address, the others in what is sent.
  const names = ['enqueue', 'keep-objects'].includes(to.contract) ? `"${reader.main(to.resource).id}"` : '';
  return that((value) => {
    const parts =
      typeof value === 'string' ? [value] : ((value as Properties | undefined)?.['Fn::Join'] as unknown[])?.[1];
    const [first] = (parts ?? []) as readonly unknown[];
    const isCall = names === '' ? first === start && typeof value === 'string' : String(first) === start;
    return isCall && mentions(value, names);
  }, start);
}

/** A template that says whom it is for: its name or ARN stands alone between quotes. */
function addressing({ to }: Connection, reader: TemplateReader): Test {
  const id = reader.mention(to.resource);
  return that((value) => {
    if (to.contract === 'enqueue' || to.contract === 'invoke') return value !== undefined;
    const text = JSON.stringify(value).replaceAll('\\', '');
    const [, after = ''] = text.split(text.includes(`{"Ref":"${id}"}`) ? `{"Ref":"${id}"},"` : id);
    return after.startsWith('"') || after.startsWith("'");
  }, `templates that name ${id}`);
}

function leanIntegration(connection: Connection, reader: TemplateReader): Readonly<Record<string, Wanted>> {
  const { kind, to, from, config } = connection;
  const isSocket = from.resource.config['type'] === 'WEBSOCKET';
  const common = { ApiId: reader.ref(from.resource), TimeoutInMillis: timeout(from.resource) };
  if (to.contract === 'invoke')
    return {
      ...common,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: isSocket ? invocation(connection, reader) : reader.callableArn(to.resource),
      PayloadFormatVersion: when(!isSocket, '2.0'),
    };
  if (to.contract === 'http')
    return {
      ...common,
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: isSocket ? 'POST' : config['method'],
      IntegrationUri: that((value) => String(value).startsWith(String(to.resource.config['url'])), 'its address'),
      PayloadFormatVersion: when(!isSocket, '1.0'),
      RequestParameters: free,
    };
  if (!isSocket)
    return {
      ...common,
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: SUBTYPES[kind.id] ?? 'nothing',
      PayloadFormatVersion: '1.0',
      CredentialsArn: isThere,
      RequestParameters: that(
        (value) =>
          Object.values((value ?? {}) as Properties).some(
            (each) => each === reader.mention(to.resource) || same(each, reader.ref(to.resource)),
          ),
        'what names the other end',
      ),
    };
  const isObject = to.contract === 'keep-objects';
  return {
    ...common,
    IntegrationType: 'AWS',
    IntegrationMethod: isObject ? 'PUT' : 'POST',
    IntegrationUri: uriOf(connection, reader),
    CredentialsArn: isThere,
    // An object is the message as it came, where nothing is to be put around it.
    PassthroughBehavior: isObject
      ? that((value) => /^(NEVER|WHEN_NO_TEMPLATES)$/.test(String(value)), 'NEVER')
      : 'NEVER',
    TemplateSelectionExpression: isObject ? free : '\\$default',
    RequestParameters: free,
    RequestTemplates: isObject ? free : addressing(connection, reader),
  };
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html, 2026-11-23. */
const SUBTYPES: Readonly<Record<string, string>> = {
  'api-gateway/sqs-integration': 'SQS-SendMessage',
  'api-gateway/kinesis-integration': 'Kinesis-PutRecord',
  'api-gateway/eventbridge-integration': 'EventBridge-PutEvents',
  'api-gateway/start-execution': 'StepFunctions-StartExecution',
  'api-gateway/start-sync-execution': 'StepFunctions-StartSyncExecution',
};

/** Whom an API asks: a function that is drawn, a user pool or an issuer of tokens. */
function authorizer(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config, outbound } = drawn;
  const isGuarded = outbound.some((each) => each.from.contract === 'integrate' && hasAuthorizer(asked(each)));
  if (!isGuarded && !lambdaAuthorizer(drawn)) return [];
  const isRest = config['type'] === 'REST';
  const id = reader.ref(drawn);
  const by = lambdaAuthorizer(drawn);
  return [
    {
      of: `the authorizer of ${drawn.id}`,
      type: isRest ? 'AWS::ApiGateway::Authorizer' : 'AWS::ApiGatewayV2::Authorizer',
      is: ({ Properties = {} }) => same(Properties['ApiId'] ?? Properties['RestApiId'], id),
      properties: {
        ...(isRest ? { RestApiId: id } : { ApiId: id }),
        Name: named,
        ...(by ? byFunction(by, reader) : isRest ? byPool(reader) : BY_TOKEN),
      },
    },
  ];
}

function byFunction({ from, to, config }: Connection, reader: TemplateReader): Readonly<Record<string, Wanted>> {
  const { type } = from.resource.config;
  const place = { REST: 'method.request', HTTP: '$request', WEBSOCKET: 'route.request' }[String(type)];
  const source = `${place}.${config['identitySource'] === 'header' ? 'header' : 'querystring'}.${String(config['identityName'])}`;
  const uri = that((value) => {
    const parts = ((value as Properties | undefined)?.['Fn::Join'] as readonly unknown[] | undefined)?.[1];
    const [last, before] = ((parts ?? []) as readonly unknown[]).toReversed();
    return last === '/invocations' && same(before, reader.callableArn(to.resource));
  }, 'its function');
  return type === 'REST'
    ? {
        Type: config['form'] === 'token' ? 'TOKEN' : 'REQUEST',
        AuthorizerUri: uri,
        AuthorizerResultTtlInSeconds: config['resultTtl'],
        IdentitySource: source,
      }
    : {
        AuthorizerType: 'REQUEST',
        AuthorizerUri: uri,
        IdentitySource: [source],
        ...(type === 'HTTP'
          ? {
              AuthorizerPayloadFormatVersion: '2.0',
              AuthorizerResultTtlInSeconds: config['resultTtl'],
              EnableSimpleResponses: true,
            }
          : {}),
      };
}

const byPool = (reader: TemplateReader): Readonly<Record<string, Wanted>> => ({
  Type: 'COGNITO_USER_POOLS',
  IdentitySource: 'method.request.header.Authorization',
  ProviderARNs: [
    that(
      (value) =>
        mentions(value, `arn:aws:cognito-idp:${reader.graph.account.region}:`) && mentions(value, ':userpool/'),
      'a user pool',
    ),
  ],
});

const BY_TOKEN: Readonly<Record<string, Wanted>> = {
  AuthorizerType: 'JWT',
  IdentitySource: ['$request.header.Authorization'],
  JwtConfiguration: {
    Issuer: that((value) => /^https:/.test(String(value)), 'an issuer'),
    Audience: that((value) => Array.isArray(value) && value.length > 0, 'an audience'),
  },
};

/** One plan and key for each caller that has a throttle of its own, and a key for the others of its API. */
export function plans(client: Resource, reader: TemplateReader): readonly Entry[] {
  const called = client.outbound.filter(({ kind }) => kind.id === 'client/http-request');
  const asking = called.filter(({ to }) => to.resource.inbound.some(({ config }) => config['usagePlan'] === true));
  const first = asking.filter(
    ({ to }, at) => asking.findIndex((each) => each.to.resource.id === to.resource.id) === at,
  );
  return first.flatMap((each) => plan(each, reader));
}

function plan({ from, to, config }: Connection, reader: TemplateReader): readonly Entry[] {
  const api = to.resource;
  const id = reader.ref(api);
  const stage = ref(of(reader, api, 'AWS::ApiGateway::Stage')?.id ?? 'no stage');
  const { planRate: rate, planBurst: burst, planQuota: quota, planPeriod: period, usagePlan } = config;
  const isPlanned = usagePlan === true;
  const all = (type: string) => reader.under(api).filter(({ Type }) => Type === type);
  const isOneOf = (type: string): Test =>
    that((value) => all(type).some((each) => same(value, ref(each.id))), `a ${type} of ${api.id}`);
  const isOwn = (type: string) => (resource: Identified) => all(type).some((each) => each.id === resource.id);
  const name = `the plan of ${from.resource.id}`;
  return [
    {
      of: name,
      type: 'AWS::ApiGateway::UsagePlan',
      is: isOwn('AWS::ApiGateway::UsagePlan'),
      properties: {
        ApiStages: [{ ApiId: id, Stage: stage, Throttle: {} }],
        Throttle: when(isPlanned && rate !== undefined, {
          RateLimit: rate,
          BurstLimit: burst ?? Math.max(1, Math.ceil(Number(rate))),
        }),
        Quota: when(isPlanned && quota !== undefined, { Limit: quota, Period: period }),
      },
    },
    {
      of: name,
      type: 'AWS::ApiGateway::ApiKey',
      is: isOwn('AWS::ApiGateway::ApiKey'),
      properties: { Enabled: true, StageKeys: [{ RestApiId: id, StageName: stage }] },
    },
    {
      of: name,
      type: 'AWS::ApiGateway::UsagePlanKey',
      is: ({ Properties = {} }) => isOneOf('AWS::ApiGateway::UsagePlan')(Properties['UsagePlanId']).length === 0,
      properties: {
        KeyId: isOneOf('AWS::ApiGateway::ApiKey'),
        KeyType: 'API_KEY',
        UsagePlanId: isOneOf('AWS::ApiGateway::UsagePlan'),
      },
    },
  ];
}

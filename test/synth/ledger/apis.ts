/** APIs: who reaches them, their stage and its throttle, and their routes. */
import type { Connection, Resource } from '#shared/model/graph';
import { same } from '../policies';
import type { Identified, Properties, TemplateReader } from '../wiring/reader';
import { asked, authorizer, authorizerOf, hasAuthorizer, partOf } from './access';
import { ACCOUNT, att, type Entry, free, joined, named, ref, that, type Test, type Wanted, when } from './entry';
import { logGroup } from './functions';
import { policy } from './grants';
import { leanIntegration, restIntegration } from './integrations';
import { pathOf, routed, segments } from './routes';
import { methodThrottles, routeThrottles, throttledRoutes } from './throttles';

export function api(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const routes = drawn.outbound.filter(({ from }) => from.contract === 'integrate');
  const own = drawn.config['type'] === 'REST' ? rest(drawn, reader) : lean(drawn, reader);
  const hasLog = drawn.config['accessLogBytes'] !== 0;
  const group = partOf(reader, drawn, 'AWS::Logs::LogGroup')?.id ?? 'no log group';
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
  const stage = partOf(reader, drawn, 'AWS::ApiGateway::Stage');
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
        DeploymentId: ref(partOf(reader, drawn, 'AWS::ApiGateway::Deployment')?.id ?? 'no deployment'),
        TracingEnabled: when(config['tracing'] === true, true),
        CacheClusterEnabled: when(config['cacheSize'] !== 'none', true),
        CacheClusterSize: when(config['cacheSize'] !== 'none', config['cacheSize']),
        AccessLogSetting: accessLog(drawn, reader, (group) =>
          joined(`arn:aws:logs:${reader.graph.account.region}:`, ACCOUNT, ':log-group:', ref(group)),
        ),
        MethodSettings: methodThrottles(drawn, {
          HttpMethod: '*',
          ResourcePath: '/*',
          LoggingLevel: 'ERROR',
          DataTraceEnabled: false,
          MetricsEnabled: true,
          CachingEnabled: when(config['cacheSize'] !== 'none', true),
          CacheDataEncrypted: when(config['cacheSize'] !== 'none', true),
          ThrottlingRateLimit: config['stageRate'],
          ThrottlingBurstLimit: config['stageBurst'],
        }),
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
  const group = partOf(reader, drawn, 'AWS::Logs::LogGroup')?.id ?? 'no log group';
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
  const textOf = (resource: Identified | undefined): string => {
    const { Ref: parent } = (resource?.Properties?.['ParentId'] ?? {}) as { readonly Ref?: string };
    const above = found.find((each) => each.id === parent);
    const part = String(resource?.Properties?.['PathPart']);
    return above ? `${textOf(above)}/${part}` : part;
  };
  return [...wanted].map((path) => {
    const above = path.split('/').slice(0, -1).join('/');
    const parent = found.find((each) => textOf(each) === above);
    return {
      of: `/${path} of ${drawn.id}`,
      type: 'AWS::ApiGateway::Resource',
      is: (resource) => textOf(resource) === path && same(resource.Properties?.['RestApiId'], id),
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
      // It names the routes that it throttles, which have to be there.
      after: [
        ...(isSocket && config['accessLogBytes'] !== 0 ? accounts.map((account) => account.id) : []),
        ...throttledRoutes(drawn).map((each) => routed(each, reader)?.route.id ?? 'no route'),
      ],
      properties: {
        ApiId: ref(id),
        StageName: isSocket ? 'prod' : '$default',
        AutoDeploy: true,
        AccessLogSettings: accessLog(drawn, reader, (group) => att(group)),
        DefaultRouteSettings: when(config['stageRate'] !== undefined || config['stageBurst'] !== undefined, {
          ThrottlingRateLimit: config['stageRate'],
          ThrottlingBurstLimit: config['stageBurst'],
        }),
        RouteSettings: routeThrottles(drawn),
      },
    },
  ];
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
    const hasPlans = drawn.inbound.some((each) => each.config['usagePlan'] === true);
    return [
      {
        of: name,
        type: 'AWS::ApiGateway::Method',
        is: ({ id }) => id === its?.route.id,
        properties: {
          ...shared,
          // Each caller has a key, once one of them has.
          ApiKeyRequired: when(hasPlans, true),
          HttpMethod: config['method'],
          RestApiId: reader.ref(drawn),
          ResourceId: resourceOf(connection, reader),
          RequestValidatorId: ref(partOf(reader, drawn, 'AWS::ApiGateway::RequestValidator')?.id ?? 'no validator'),
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

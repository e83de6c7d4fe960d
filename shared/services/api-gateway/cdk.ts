import type {
  AlarmCode,
  EmitContext,
  NagAcknowledgement,
  ResourceCode,
  StackSetting,
  TemplateCheck,
  WidgetCode,
} from '#shared/model/cdk';
import { lasting, limitOf, minutely, NEAR_LIMIT, percentage } from '#shared/model/cdk-helpers';
import { type Code, literal, object, type Properties, quote, timeInWords } from '#shared/model/code';
import { grouped } from '#shared/model/figures';
import type { Resource } from '#shared/model/graph';
import { asksForKeys } from '#shared/model/usage-plan';
import { accessLogs, apiGatewayAccount, groupOf, httpApi, imported, restApi } from './cdk-helpers';
import { refusals, refused, throttleOf } from './cdk-throttle';
import { authorizersOf, isGuarded, routesOf } from './authorizers';
import { accessCode, impossibleAccess, imports as accessImports } from './checked-access';
import { ACCOUNT } from './buckets';
import { type ApiConfig, binaryTypesOf } from './config';
import { socketAlarms, socketProperties, socketWidget, stageCheck } from './socket-cdk';
import { webSocketApi } from './socket-helpers';
import { admittedBy } from './throttles';

type Api = Resource<ApiConfig>;

const SERVER_ERRORS_PERCENT = 1;
const MINUTE = 60;

/** AWS::ApiGateway::Account is one per account and Region, so that several stacks cannot each have it. */
const logRoleSetting: StackSetting = {
  name: 'managesApiGatewayLogRole',
  type: 'boolean',
  help: 'Whether this stack sets the role by which API Gateway writes logs: a setting of the whole account and Region. False where another stack does.',
  fallback: 'true',
  further: 'false',
};

const endpointSetting: StackSetting = {
  name: 'executeApiVpcEndpointId',
  type: 'string',
  help: 'The interface VPC endpoint for execute-api through which the private APIs are reached.',
  context: { key: 'executeApiVpcEndpointId', example: 'vpce-00000000000000000' },
};

const imports = {
  apigateway: 'aws-cdk-lib/aws-apigateway',
  apigatewayv2: 'aws-cdk-lib/aws-apigatewayv2',
  ec2: 'aws-cdk-lib/aws-ec2',
  iam: 'aws-cdk-lib/aws-iam',
  logs: 'aws-cdk-lib/aws-logs',
};

/** How each type of API is made. */
const MADE = {
  // The API, its stage, and of a REST API the deployment and the validator.
  REST: { type: 'apigateway.RestApi', resources: 4, helpers: [restApi, apiGatewayAccount, groupOf], logRole: true },
  HTTP: { type: 'apigatewayv2.HttpApi', resources: 2, helpers: [httpApi], logRole: false },
  WEBSOCKET: {
    type: 'apigatewayv2.WebSocketApi',
    resources: 2,
    helpers: [webSocketApi, apiGatewayAccount, groupOf],
    logRole: true,
  },
} as const;

export function cdk(api: Api, context: EmitContext): ResourceCode {
  const { config } = api;
  const isRest = config.type === 'REST';
  const isPrivate = isRest && config.endpoint === 'private';
  const [id, member] = [quote(context.constructId(api)), context.member(api)];
  const made = MADE[config.type];
  const isAsked = authorizersOf(api).length === 0 && routesOf(api).some((route) => isGuarded(route, config.type));
  const access = accessCode(isAsked ? config : { ...config, authorization: 'none' }, `this.${member}`);
  return {
    imports: { ...imports, ...accessImports },
    type: made.type,
    templateResources: made.resources + (config.accessLogBytes === 0 ? 0 : 1),
    create: (properties) => `this.#${made.helpers[0].name}(${id}, ${object(properties)})`,
    properties: propertiesOf(config),
    statements: [
      ...(isPrivate
        ? [`this.${member}.grantInvokeFromVpcEndpointsOnly([this.#executeApiEndpoint(executeApiVpcEndpointId)]);`]
        : []),
      ...access.statements,
    ],
    helpers: [accessLogs, ...made.helpers, ...(isPrivate ? [imported] : []), ...access.helpers],
    settings: [...(made.logRole ? [logRoleSetting] : []), ...(isPrivate ? [endpointSetting] : []), ...access.settings],
    ...impossible(api),
    checks: checks(api),
    acknowledgements: acknowledgements(api, context),
    alarms: config.type === 'WEBSOCKET' ? socketAlarms(api, context) : alarms(api, context),
    widgets: [config.type === 'WEBSOCKET' ? socketWidget(api, context) : widget(api, context)],
    notes: notes(api),
  };
}

function impossible(api: Api): Pick<ResourceCode, 'impossible'> {
  const { name, config } = api;
  const access = impossibleAccess(config);
  if (access !== undefined) return { impossible: `${name} is not one: ${access}` };
  return config.type === 'REST' && routesOf(api).length === 0
    ? { impossible: `${name} has no integration: a REST API without methods cannot be deployed` }
    : {};
}

function notes(api: Api): readonly string[] {
  const { name, config } = api;
  if (config.type === 'REST' && config.endpoint === 'private')
    return [
      `${name} is private: state the id of the VPC endpoint for execute-api in cdk.json (executeApiVpcEndpointId).`,
    ];
  return config.authorization === 'none' && authorizersOf(api).length === 0 && !asksForKeys(api)
    ? [`${name} is open to whoever knows its address: draw an authorizer, or set what the API itself checks.`]
    : [];
}

function propertiesOf(config: ApiConfig): Properties {
  if (config.type === 'WEBSOCKET') return socketProperties(config);
  return config.type === 'REST' ? restProperties(config) : httpProperties(config);
}

function restProperties(config: ApiConfig): Properties {
  const hasCache = config.cacheSize !== 'none';
  const binaryTypes = binaryTypesOf(config);
  const endpoint = { regional: 'REGIONAL', edge: 'EDGE', private: 'PRIVATE' }[config.endpoint];
  return {
    description: config.description === '' ? undefined : quote(config.description),
    endpointConfiguration: object({
      types: `[apigateway.EndpointType.${endpoint}]`,
      vpcEndpoints: config.endpoint === 'private' ? '[this.#executeApiEndpoint(executeApiVpcEndpointId)]' : undefined,
    }),
    binaryMediaTypes: binaryTypes.length === 0 ? undefined : `[${binaryTypes.map(quote).join(', ')}]`,
    cloudWatchRole: 'managesApiGatewayLogRole',
    deployOptions: orNothing({
      throttlingRateLimit: config.stageRate === undefined ? undefined : literal(config.stageRate),
      throttlingBurstLimit: config.stageBurst === undefined ? undefined : literal(config.stageBurst),
      tracingEnabled: config.tracing ? 'true' : undefined,
      cacheClusterEnabled: hasCache ? 'true' : undefined,
      cacheClusterSize: hasCache ? quote(config.cacheSize) : undefined,
      cachingEnabled: hasCache ? 'true' : undefined,
      cacheDataEncrypted: hasCache ? 'true' : undefined,
    }),
    logsAccess: config.accessLogBytes === 0 ? 'false' : undefined,
  };
}

function httpProperties(config: ApiConfig): Properties {
  return {
    description: config.description === '' ? undefined : quote(config.description),
    throttle: throttleOf(config),
    logsAccess: config.accessLogBytes === 0 ? 'false' : undefined,
  };
}

function checks(api: Api): readonly TemplateCheck[] {
  const { name, config } = api;
  if (config.type === 'WEBSOCKET') return stageCheck(api);
  if (config.stageRate === undefined) return [];
  const settings = { ThrottlingRateLimit: literal(config.stageRate) };
  return [
    config.type === 'REST'
      ? {
          title: `${name} admits ${config.stageRate} requests a second of each method`,
          type: 'AWS::ApiGateway::Stage',
          properties: { MethodSettings: `Match.arrayWith([Match.objectLike(${object(settings)})])` },
        }
      : {
          title: `${name} admits ${config.stageRate} requests a second of each route`,
          type: 'AWS::ApiGatewayV2::Stage',
          properties: { DefaultRouteSettings: object(settings) },
        },
  ];
}

function acknowledgements(api: Api, context: EmitContext): readonly NagAcknowledgement[] {
  const { name, config } = api;
  const on = `this.${context.member(api)}`;
  const isRest = config.type === 'REST';
  const routes = routesOf(api);
  const [authorizer] = authorizersOf(api);
  const isChecked = config.authorization !== 'none';
  const isClosed = isChecked || authorizer !== undefined;
  const open = routes.filter((route) => !isClosed || !isGuarded(route, config.type));
  const plans = asksForKeys(api);
  const who =
    config.endpoint === 'private'
      ? 'only the VPC endpoint that its resource policy names reaches it'
      : plans
        ? 'its callers are told apart and throttled by API keys, which are not meant as a proof of identity'
        : 'the drawing has no authorizer';
  const nobody = `${name}: ${who}. Add one in the stack that extends this one where callers must prove who they are.`;
  return [
    ...(open.length > 0 ? [{ rule: 'AwsSolutions-APIG4', reason: isClosed ? openWhere(api) : nobody, on }] : []),
    ...(isRest && routes.length > 0 && (open.length > 0 || authorizer || config.authorization !== 'cognito')
      ? [{ rule: 'AwsSolutions-COG4', reason: notByPool(api) ?? nobody, on }]
      : []),
    ...(isRest && !api.inbound.some(({ from }) => from.contract === 'filter')
      ? [{ rule: 'AwsSolutions-APIG3', reason: `${name} is drawn without a web ACL.`, on }]
      : []),
    ...(config.accessLogBytes === 0
      ? [{ rule: 'AwsSolutions-APIG1', reason: `The drawing turns the access logs of ${name} off.`, on }]
      : []),
  ];
}

/** What an API asks instead of a Cognito user pool; undefined where it asks nobody. */
function notByPool(api: Api): string | undefined {
  const { name, config } = api;
  const [authorizer] = authorizersOf(api);
  if (authorizer) return `${name} asks ${authorizer.to.resource.name} who may come in, and no Cognito user pool.`;
  if (config.authorization === 'iam') return `Callers of ${name} sign their requests by IAM.`;
  return config.authorization === 'cognito' ? openWhere(api) : undefined;
}

/** Why routes of an API that has an authorizer are without it. */
const openWhere = ({ name, config }: Api): string =>
  config.type === 'WEBSOCKET'
    ? `${name} asks who may come in when a client connects: its other routes take messages of those who are in.`
    : `${name} has routes that are drawn open to anyone.`;

/**
 * The rate of server errors is AWS's own: by all requests, as the average of 5XXError is
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html, 2026-11-28), in a
 * form that serves HTTP APIs too, of whose 5xx AWS states no average. Refused requests are among them, and have an alarm of
 * their own.
 */
function alarms(api: Api, context: EmitContext): readonly AlarmCode[] {
  const { name, config } = api;
  const metric = `design.${context.member(api)}`;
  const requests = minutely(`${metric}.metricCount`, 'SUM');
  return [
    lasting(
      'ServerErrors',
      percentage('5xx, %', minutely(`${metric}.metricServerError`, 'SUM'), requests),
      'above',
      SERVER_ERRORS_PERCENT,
      `More than ${SERVER_ERRORS_PERCENT} % of the answers of ${name} are 5xx: what is behind it fails, takes too long or is throttled.`,
    ),
    ...refusals(api, context, 'requests'),
    lasting(
      'Slow',
      minutely(`${metric}.metricLatency`, 'P99'),
      'at least',
      Math.floor(config.integrationTimeout * NEAR_LIMIT * 1000),
      `One in a hundred requests to ${name} takes ${NEAR_LIMIT * 100} % of the ${timeInWords(config.integrationTimeout)} after which it answers ${config.type === 'REST' ? 504 : 503}.`,
    ),
    ...nearThrottle(api, context, requests),
  ];
}

function nearThrottle(api: Api, context: EmitContext, requests: Code): readonly AlarmCode[] {
  const account = limitOf(context, api, ACCOUNT);
  const own = admittedBy(routesOf(api));
  const isOwn = own !== undefined && own < (account?.limit ?? Infinity);
  const limit = isOwn ? own : account?.limit;
  if (limit === undefined) return [];
  const whose = isOwn ? 'throttles of its routes admit together' : 'account admits for all APIs together';
  const estimate = isOwn ? context.figures?.resources[api.id]?.offeredPerSecond : account?.used;
  return [
    lasting(
      'NearThrottle',
      requests,
      'at least',
      Math.max(1, Math.floor(limit * NEAR_LIMIT * MINUTE)),
      `${api.name} takes ${NEAR_LIMIT * 100} % of the ${grouped(limit)} requests a second that the ${whose}${estimate === undefined ? '' : `; the estimate is ${grouped(Math.round(estimate))} a second at the drawn load`}.`,
    ),
  ];
}

function widget(api: Api, context: EmitContext): WidgetCode {
  const metric = `design.${context.member(api)}`;
  return {
    title: api.name,
    left: [
      minutely(`${metric}.metricCount`, 'SUM'),
      minutely(`${metric}.metricClientError`, 'SUM'),
      minutely(`${metric}.metricServerError`, 'SUM'),
      ...(api.config.accessLogBytes === 0 ? [] : [refused(api, context)]),
    ],
    right: [minutely(`${metric}.metricLatency`, 'P99')],
  };
}

/** An object literal, or nothing where it would be empty. */
function orNothing(properties: Properties): Code | undefined {
  return Object.values(properties).some((value) => value !== undefined) ? object(properties) : undefined;
}

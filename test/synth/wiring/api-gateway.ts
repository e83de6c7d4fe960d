/** What integrations need in a template. */
import type { Config, Connection, Resource } from '#shared/model/graph';
import { mentions, same } from '../policies';
import { type Check, need, type TemplateReader, type Wiring } from './reader';

export const apiGateway: Wiring = {
  'api-gateway/lambda-authorizer': (connection, template) => {
    const { to } = connection;
    return [
      ...need(guards(template, connection), 'no authorizer, or one that guards something else'),
      ...need(template.mayInvoke('apigateway.amazonaws.com', to.resource), 'no permission'),
    ];
  },
  'api-gateway/lambda-proxy': (connection, template) => {
    const { to } = connection;
    return [
      ...need(integrates(template, connection), 'no integration'),
      ...need(template.mayInvoke('apigateway.amazonaws.com', to.resource), 'no permission'),
    ];
  },
  'api-gateway/lambda-async': (connection, template) => {
    const { to } = connection;
    return [
      ...need(integrates(template, connection), 'no integration'),
      ...need(template.mayInvoke('apigateway.amazonaws.com', to.resource), 'no permission'),
    ];
  },
  'api-gateway/http-integration': (connection, template) =>
    need(integrates(template, connection, connection.to.resource.config['url'] as string), 'no integration'),
  'api-gateway/sqs-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'sqs:SendMessage', template.arn(to.resource));
  },
  'api-gateway/sns-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'sns:Publish', template.ref(to.resource));
  },
  'api-gateway/eventbridge-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'events:PutEvents', template.arn(to.resource));
  },
  'api-gateway/kinesis-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'kinesis:PutRecord', template.arn(to.resource));
  },
  'api-gateway/firehose-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'firehose:PutRecord', template.arn(to.resource));
  },
  'api-gateway/dynamodb-integration': (connection, template) => {
    const { to } = connection;
    return service(template, connection, 'dynamodb:PutItem', template.arn(to.resource));
  },
  'api-gateway/s3-integration': (connection, template) => {
    const { to, config } = connection;
    const action = { GET: 's3:GetObject', DELETE: 's3:DeleteObject' }[String(config['method'])] ?? 's3:PutObject';
    return service(template, connection, action, template.objects(to.resource, String(config['keyPrefix'])));
  },
  'api-gateway/start-execution': (connection, template) =>
    service(template, connection, 'states:StartExecution', template.ref(connection.to.resource)),
  'api-gateway/start-sync-execution': (connection, template) =>
    service(template, connection, 'states:StartSyncExecution', template.ref(connection.to.resource)),
  'api-gateway/websocket-lambda': (connection, template) => [
    ...route(template, connection, 'AWS_PROXY', template.mention(connection.to.resource)),
    ...need(template.mayInvoke('apigateway.amazonaws.com', connection.to.resource), 'no permission'),
  ],
  'api-gateway/websocket-http': (connection, template) =>
    route(template, connection, 'HTTP_PROXY', connection.to.resource.config['url'] as string),
  'api-gateway/websocket-sqs': handed('sqs:SendMessage', (template, to) => template.arn(to)),
  'api-gateway/websocket-sns': handed('sns:Publish', (template, to) => template.ref(to)),
  'api-gateway/websocket-kinesis': handed('kinesis:PutRecord', (template, to) => template.arn(to)),
  'api-gateway/websocket-firehose': handed('firehose:PutRecord', (template, to) => template.arn(to)),
  'api-gateway/websocket-dynamodb': (connection, template) =>
    handed(connection.config['routeKey'] === '$disconnect' ? 'dynamodb:DeleteItem' : 'dynamodb:PutItem', (_, to) =>
      template.arn(to),
    )(connection, template),
  'api-gateway/websocket-s3': (connection, template) =>
    handed('s3:PutObject', (_, to) => template.objects(to, String(connection.config['keyPrefix'])))(
      connection,
      template,
    ),
  'api-gateway/websocket-eventbridge': handed('events:PutEvents', (template, to) => template.arn(to)),
  'api-gateway/websocket-start-execution': handed('states:StartExecution', (template, to) => template.ref(to)),
  'api-gateway/websocket-start-sync-execution': handed('states:StartSyncExecution', (template, to) => template.ref(to)),
};

/**
 * One authorizer of the API, which asks the function, by what it was drawn to look at; all routes have it that are not
 * open, and of a WebSocket API $connect alone.
 */
function guards(template: TemplateReader, { from, to, config }: Connection): boolean {
  const api = template.ref(from.resource);
  const { type } = from.resource.config;
  const own = template.resources.filter(
    ({ Type, Properties = {} }) =>
      /^AWS::ApiGateway(V2)?::Authorizer$/.test(Type) && same(Properties['ApiId'] ?? Properties['RestApiId'], api),
  );
  const [authorizer] = own;
  const { Properties: properties = {} } = authorizer ?? {};
  const name = String(config['identityName']);
  const ttl = type === 'WEBSOCKET' ? undefined : config['resultTtl'];
  const isRight =
    own.length === 1 &&
    mentions(properties['AuthorizerUri'], template.mention(to.resource)) &&
    JSON.stringify(properties['IdentitySource']).includes(
      config['identitySource'] === 'header' ? `.header.${name}` : `.querystring.${name}`,
    ) &&
    properties['AuthorizerResultTtlInSeconds'] === ttl &&
    (properties['Type'] ?? 'REQUEST') === (config['form'] === 'token' ? 'TOKEN' : 'REQUEST');
  const guarded = template.resources.filter(
    ({ Properties = {} }) =>
      Properties['AuthorizationType'] === 'CUSTOM' && mentions(Properties['AuthorizerId'], authorizer?.id ?? ''),
  );
  const routes = from.resource.outbound.filter(
    (each) =>
      each.from.contract === 'integrate' &&
      (type === 'WEBSOCKET' ? each.config['routeKey'] === '$connect' : each.config['isOpen'] !== true),
  );
  return isRight && guarded.length === routes.length;
}

const CHECKED: Readonly<Record<string, string>> = { iam: 'AWS_IAM', jwt: 'JWT', cognito: 'COGNITO_USER_POOLS' };

/** What a route asks of who comes: nothing where it is open, and of a WebSocket API on $connect alone. */
function asked({ resource }: Connection['from'], { isOpen, routeKey }: Config): string {
  if (isOpen === true || (routeKey !== undefined && routeKey !== '$connect')) return 'NONE';
  return resource.outbound.some(({ kind }) => kind.id === 'api-gateway/lambda-authorizer')
    ? 'CUSTOM'
    : (CHECKED[String(resource.config['authorization'])] ?? 'NONE');
}

/** The route of the key, which answers where it is drawn so, with an integration of the type that mentions the target. */
function route(
  template: TemplateReader,
  { from, config }: Connection,
  type: string,
  target: string,
): readonly string[] {
  const integrations = template.resources.filter(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::ApiGatewayV2::Integration' &&
      Properties['IntegrationType'] === type &&
      same(Properties['ApiId'], template.ref(from.resource)) &&
      mentions(Properties, target),
  );
  const found = template.some(
    'AWS::ApiGatewayV2::Route',
    (each) =>
      each['RouteKey'] === config['routeKey'] &&
      each['AuthorizationType'] === asked(from, config) &&
      same(each['ApiId'], template.ref(from.resource)) &&
      integrations.some(({ id }) => mentions(each['Target'], id) && answersOnlyBy(template, id, type, config)) &&
      (each['RouteResponseSelectionExpression'] === '$default') === (config['answers'] === true),
  );
  return need(found, 'no route');
}

/** What is no proxy says nothing to a client but by a response of its own. */
const answersOnlyBy = (template: TemplateReader, id: string, type: string, { answers }: Config): boolean =>
  template.some(
    'AWS::ApiGatewayV2::IntegrationResponse',
    (each) => each['IntegrationResponseKey'] === '$default' && mentions(each['IntegrationId'], id),
  ) === (type === 'AWS' && answers === true);

/** A route whose integration hands the message on, by a role that may do only that. */
function handed(action: string, on: (template: TemplateReader, to: Resource) => unknown): Check {
  return (connection, template) => [
    ...route(template, connection, 'AWS', template.mention(connection.to.resource)),
    ...roleMay(template, connection, action, on(template, connection.to.resource)),
  ];
}

function integrates(
  template: TemplateReader,
  { from, to, config }: Connection,
  target = template.mention(to.resource),
): boolean {
  return (
    template.some(
      'AWS::ApiGateway::Method',
      (method) =>
        same(method['RestApiId'], template.ref(from.resource)) &&
        method['HttpMethod'] === config['method'] &&
        method['AuthorizationType'] === asked(from, config) &&
        mentions(method['Integration'], target),
    ) ||
    template.resources.some(
      ({ id, Type, Properties = {} }) =>
        Type === 'AWS::ApiGatewayV2::Integration' &&
        same(Properties['ApiId'], template.ref(from.resource)) &&
        mentions(Properties, target) &&
        template.some(
          'AWS::ApiGatewayV2::Route',
          (each) =>
            mentions(each['Target'], id) &&
            each['AuthorizationType'] === asked(from, config) &&
            String(each['RouteKey']).startsWith(String(config['method'])),
        ),
    )
  );
}

function service(template: TemplateReader, connection: Connection, action: string, on: unknown): readonly string[] {
  return [...need(integrates(template, connection), 'no integration'), ...roleMay(template, connection, action, on)];
}

function roleMay(template: TemplateReader, { from }: Connection, action: string, on: unknown): readonly string[] {
  const roles = template
    .under(from.resource)
    .filter(
      ({ Type, Properties }) =>
        Type === 'AWS::IAM::Role' && mentions(Properties?.['AssumeRolePolicyDocument'], 'apigateway.amazonaws.com'),
    );
  return need(
    roles.some(({ id }) => template.attachedMay(id, action, on)),
    `no role that may ${action}`,
  );
}

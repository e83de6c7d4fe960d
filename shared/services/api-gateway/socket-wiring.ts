/** Routes of WebSocket APIs in an exported CDK app. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { allowObjects } from '#shared/model/cdk-helpers';
import { type Code, durationCode, object, type Properties, quote } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { allowItems } from '#shared/model/item-access';
import { allowPut, allowSend } from '#shared/model/send-access';
import { wantsTenant } from '#shared/model/tenants';
import { gatewayRole } from './cdk-helpers';
import { accessOf } from './authorizer-wiring';
import { routesOf } from './authorizers';
import type { ApiConfig } from './config';
import { BODY_IN_JSON, DEFAULT_TIMEOUT, imports, joined, MAX_TIMEOUT } from './route-code';
import { bodyOf } from './socket-body';
import { socketHandler } from './socket-handlers';
import { endpointRoute, messageRoute } from './socket-helpers';
import type { AnsweringRouteConfig, SocketObjectConfig, SocketRouteConfig } from './socket-route-config';

type Route<To extends Contract, C = SocketRouteConfig> = Connection<C, 'integrate', To>;
type AnyRoute = Route<never>;

/** A route key belongs to one integration. */
function clash({ id, from, to, config }: AnyRoute): ConnectionCode | undefined {
  const taken = routesOf(from.resource).find((each) => each.config['routeKey'] === config.routeKey);
  if (!taken || taken.id === id) return undefined;
  return {
    impossible: `${from.resource.name} has two integrations for ${config.routeKey}: ${taken.to.resource.name} and ${to.resource.name}`,
  };
}

const apiOf = ({ from }: AnyRoute, context: EmitContext): Code => `this.${context.member(from.resource)}`;

function timeoutOf({ from }: AnyRoute): Code | undefined {
  const timeout = Math.min((from.resource.config as ApiConfig).integrationTimeout, MAX_TIMEOUT.WEBSOCKET);
  return timeout === DEFAULT_TIMEOUT.WEBSOCKET ? undefined : durationCode(timeout);
}

function checksOf(route: AnyRoute, context: EmitContext): NonNullable<ConnectionCode['checks']> {
  const { from, to, config } = route;
  const access = accessOf(route as never, context);
  return [
    {
      title: `${config.routeKey} of ${from.resource.name} reaches ${to.resource.name}`,
      type: 'AWS::ApiGatewayV2::Route',
      properties: {
        RouteKey: quote(config.routeKey),
        ApiId: `stack.resolve(stack.${context.member(from.resource)}.apiId)`,
        ...(access === undefined ? {} : { AuthorizationType: quote(access.type) }),
      },
    },
  ];
}

/** A route whose integration has a class of its own: made from an id and the settings that all have. */
function proxied(
  connection: Route<never, AnsweringRouteConfig>,
  integration: (id: Code) => Code,
  context: EmitContext,
): ConnectionCode {
  const { to, config } = connection;
  const id = quote(`${context.constructId(to.resource)}-${config.routeKey.replaceAll(/\W/g, '')}`);
  const options = object({
    integration: integration(id),
    returnResponse: config.answers ? 'true' : undefined,
    authorizer: accessOf(connection as never, context)?.authorizer,
  });
  return {
    imports,
    statements: [`${apiOf(connection, context)}.addRoute(${quote(config.routeKey)}, ${options});`],
    checks: checksOf(connection, context),
  };
}

interface Service {
  readonly grant: Code;
  /** What the grant calls. */
  readonly helpers?: readonly Helper[];
  /** `sqs:path/…`: the end of the integration's URI. */
  readonly target: Code;
  readonly contentType?: string;
  readonly template?: Code;
  readonly answers?: boolean;
  readonly method?: string;
  readonly parameters?: Properties;
  /** Of the role, where the resource's own does not tell it apart. */
  readonly roleId?: string;
}

function service(connection: AnyRoute, context: EmitContext, spec: Service): ConnectionCode {
  const { to, config } = connection;
  const api = apiOf(connection, context);
  const roleId = spec.roleId ?? context.constructId(to.resource);
  const header = 'integration.request.header.Content-Type';
  const request = object({
    role: `this.#gatewayRole(${joined(api, quote(roleId), spec.grant)})`,
    template: spec.template,
    method: spec.method === undefined ? undefined : quote(spec.method),
    parameters: object({
      ...(spec.contentType === undefined ? {} : { [header]: quote(`'${spec.contentType}'`) }),
      ...spec.parameters,
    }),
    timeout: timeoutOf(connection),
    authorizer: accessOf(connection as never, context)?.authorizer,
  });
  return (
    clash(connection) ?? {
      imports,
      statements: [
        `this.#messageRoute(${joined(api, quote(config.routeKey), spec.target, request, spec.answers ? 'true' : undefined)});`,
      ],
      helpers: [gatewayRole, messageRoute, ...(spec.helpers ?? [])],
      checks: checksOf(connection, context),
    }
  );
}

const FORM = 'application/x-www-form-urlencoded';

/** The connection is the group: its messages keep their order, and of a fair queue it is the tenant. */
function groupFields(route: Route<'enqueue'> | Route<'publish'>, needsId: boolean): string {
  const { fifo } = route.to.terms;
  if (!fifo && !wantsTenant(route)) return '';
  return `&MessageGroupId=$context.connectionId${fifo && needsId ? '&MessageDeduplicationId=$context.requestId' : ''}`;
}

export const socketWiring = {
  lambda(connection: Route<'invoke', AnsweringRouteConfig>, context: EmitContext): ConnectionCode {
    const route = connection as unknown as Route<never, AnsweringRouteConfig>;
    const timeout = timeoutOf(route);
    const fn = context.target(connection.to.resource);
    const options = timeout === undefined ? undefined : object({ timeout });
    return (
      clash(route) ?? {
        ...proxied(route, (id) => `new integrations.WebSocketLambdaIntegration(${joined(id, fn, options)})`, context),
        invocation: { form: 'socket-event', handler: socketHandler },
      }
    );
  },
  http(connection: Route<'http', AnsweringRouteConfig>, context: EmitContext): ConnectionCode {
    const route = connection as unknown as Route<never, AnsweringRouteConfig>;
    const url = quote(connection.to.terms.outside?.address.trim() ?? '');
    return (
      clash(route) ?? {
        ...proxied(route, (id) => `new EndpointIntegration(${joined(id, url, timeoutOf(route))})`, context),
        helpers: [endpointRoute],
      }
    );
  },
  sqs(connection: Route<'enqueue'>, context: EmitContext): ConnectionCode {
    const queue = `this.${context.member(connection.to.resource)}`;
    const { before, text } = bodyOf(connection.config);
    const fields = groupFields(connection, !connection.to.terms.contentBasedDeduplication);
    return service(connection as AnyRoute, context, {
      grant: `(role) => this.#allowSend(${queue}, role)`,
      helpers: [allowSend],
      target: `\`sqs:path/\${this.account}/\${${queue}.queueName}\``,
      contentType: FORM,
      template: quote(`${before}Action=SendMessage&MessageBody=$util.urlEncode(${text})${fields}`),
    });
  },
  sns(connection: Route<'publish'>, context: EmitContext): ConnectionCode {
    const { to } = connection;
    const topic = `this.${context.member(to.resource)}`;
    const { before, text } = bodyOf(connection.config);
    const fields = groupFields(connection, !to.terms.contentBasedDeduplication);
    return service(connection as AnyRoute, context, {
      grant: `(role) => ${topic}.grants.publish(role)`,
      target: quote('sns:path//'),
      contentType: FORM,
      template: `\`${before}Action=Publish&TopicArn=$util.urlEncode('\${${topic}.topicArn}')&Message=$util.urlEncode(${text})${fields}\``,
    });
  },
  /** The connection is the partition key: what comes by one connection stays in order. */
  kinesis(connection: Route<'put-record'>, context: EmitContext): ConnectionCode {
    const stream = `this.${context.member(connection.to.resource)}`;
    const { before, text } = bodyOf(connection.config);
    return service(connection as AnyRoute, context, {
      grant: `(role) => this.#allowPut(${stream}, role)`,
      helpers: [allowPut],
      target: quote('kinesis:action/PutRecord'),
      contentType: 'application/x-amz-json-1.1',
      template: `\`${before}{"StreamName": "\${${stream}.streamName}", "Data": "$util.base64Encode(${text})", "PartitionKey": "$context.connectionId"}\``,
    });
  },
  firehose(connection: Route<'collect-records'>, context: EmitContext): ConnectionCode {
    const stream = `this.${context.member(connection.to.resource)}`;
    const { before, text } = bodyOf(connection.config);
    return service(connection as AnyRoute, context, {
      grant: `(role) => ${stream}.grantPutRecords(role)`,
      target: quote('firehose:action/PutRecord'),
      contentType: 'application/x-amz-json-1.1',
      template: `\`${before}{"DeliveryStreamName": "\${${stream}.deliveryStreamName}", "Record": {"Data": "$util.base64Encode(${text})"}}\``,
    });
  },
  /** An item for each connection, kept from $connect to $disconnect; for each message another. */
  dynamodb(connection: Route<'keep-items'>, context: EmitContext): ConnectionCode {
    const { to, config } = connection;
    const table = `this.${context.member(to.resource)}`;
    const ends = config.routeKey === '$disconnect';
    const action = ends ? 'DeleteItem' : 'PutItem';
    return service(connection as AnyRoute, context, {
      grant: `(role) => this.#allowItems(${table}, role, 'dynamodb:${action}')`,
      helpers: [allowItems],
      target: quote(`dynamodb:action/${action}`),
      contentType: 'application/x-amz-json-1.0',
      template: `\`{"TableName": "\${${table}.tableName}", "${ends ? 'Key' : 'Item'}": ${itemOf(config)}}\``,
      roleId: `${context.constructId(to.resource)}-${action}`,
    });
  },
  s3(connection: Route<'keep-objects', SocketObjectConfig>, context: EmitContext): ConnectionCode {
    const { to, config } = connection;
    const bucket = `this.${context.member(to.resource)}`;
    const permission = allowObjects(connection, 's3:PutObject', config.keyPrefix, context, 'role');
    const { before, text } = bodyOf(config);
    const prefix = config.keyPrefix.split('/').map(encodeURIComponent).join('/');
    return service(connection as unknown as AnyRoute, context, {
      grant: `(role) => ${permission.statement.replace(/;$/, '')}`,
      helpers: permission.helpers,
      target: `\`s3:path/\${${bucket}.bucketName}/${prefix}{id}\``,
      method: 'PUT',
      ...(before === '' ? {} : { template: quote(`${before}${text}`) }),
      parameters: { 'integration.request.path.id': quote('context.requestId') },
      roleId: [context.constructId(to.resource), ...(prefix === '' ? [] : [encodeURIComponent(prefix)])].join('-'),
    });
  },
  eventbridge(connection: Route<'put-events'>, context: EmitContext): ConnectionCode {
    const { from, to } = connection;
    const bus = `this.${context.member(to.resource)}`;
    const source = context.folder(from.resource);
    const { before, inJson } = bodyOf(connection.config);
    return service(connection as AnyRoute, context, {
      grant: `(role) => ${bus}.grantPutEventsTo(role)`,
      target: quote('events:action/PutEvents'),
      contentType: 'application/x-amz-json-1.1',
      template:
        `\`${before}{"Entries": [{"EventBusName": "\${${bus}.eventBusName}", "Source": "${source}", ` +
        `"DetailType": "$context.routeKey", "Detail": "${inJson}"}]}\``,
    });
  },
  startExecution: (connection: Route<'start-workflow'>, context: EmitContext): ConnectionCode =>
    workflow(connection, context, 'StartExecution', false),
  startSyncExecution: (
    connection: Route<'start-workflow', AnsweringRouteConfig>,
    context: EmitContext,
  ): ConnectionCode => workflow(connection, context, 'StartSyncExecution', connection.config.answers),
};

function itemOf({ routeKey }: SocketRouteConfig): string {
  if (routeKey === '$connect' || routeKey === '$disconnect') return '{"id": {"S": "$context.connectionId"}}';
  return `{"id": {"S": "$context.requestId"}, "connectionId": {"S": "$context.connectionId"}, "body": {"S": "${BODY_IN_JSON}"}}`;
}

function workflow(
  connection: Route<'start-workflow'>,
  context: EmitContext,
  action: 'StartExecution' | 'StartSyncExecution',
  answers: boolean,
): ConnectionCode {
  const machine = `this.${context.member(connection.to.resource)}`;
  const { before, inJson } = bodyOf(connection.config);
  return service(connection as AnyRoute, context, {
    grant: `(role) => ${machine}.grant${action}(role)`,
    target: quote(`states:action/${action}`),
    contentType: 'application/x-amz-json-1.0',
    template: `\`${before}{"stateMachineArn": "\${${machine}.stateMachineArn}", "input": "${inJson}"}\``,
    answers,
  });
}

/** Integrations in an exported CDK app. */
import type { ConnectionCode, EmitContext, Helper, RequestCode, TemplateCheck } from '#shared/model/cdk';
import { type Code, durationCode, object, type Properties, quote } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { requestInvocation } from '#shared/model/http-handler';
import { gatewayRole, route, serviceIntegration, serviceRoute } from './cdk-helpers';
import type { ApiConfig } from './config';
import type { IntegrationConfig } from './connections';
import { eventHandler } from './handlers';
import { trafficOf } from './routes';

type Integration<To extends Contract> = Connection<IntegrationConfig, 'integrate', To>;

/** AWS's own integration timeouts, which need no property (as of 2026-11-23). */
const DEFAULT_TIMEOUT = { REST: 29, HTTP: 30 };
const MAX_TIMEOUT = { REST: 300, HTTP: 30 };

const imports = {
  apigateway: 'aws-cdk-lib/aws-apigateway',
  apigatewayv2: 'aws-cdk-lib/aws-apigatewayv2',
  integrations: 'aws-cdk-lib/aws-apigatewayv2-integrations',
};

interface Route {
  readonly api: Code;
  readonly apiId: string;
  readonly isRest: boolean;
  readonly method: string;
  readonly path: string;
  readonly timeout: Code | undefined;
  /** Whether callers must send an API key: as soon as one of them has a usage plan. */
  readonly needsKey: boolean;
}

function routeOf({ from, config }: Integration<never>, context: EmitContext): Route {
  const api = from.resource.config as ApiConfig;
  const timeout = Math.min(api.integrationTimeout, MAX_TIMEOUT[api.type]);
  return {
    api: `this.${context.member(from.resource)}`,
    apiId: context.constructId(from.resource),
    isRest: api.type === 'REST',
    method: config.method,
    path: pathOf(config.path),
    timeout: timeout === DEFAULT_TIMEOUT[api.type] ? undefined : durationCode(timeout),
    needsKey: api.type === 'REST' && from.resource.inbound.some((each) => each.config['usagePlan'] === true),
  };
}

const pathOf = (path: string): string => `/${path.trim().replace(/^\/+|\/+$/g, '')}`;

/** Two integrations cannot answer the same method of the same path. */
function clash(connection: Integration<never>): ConnectionCode | undefined {
  const { from, config } = connection;
  const taken = from.resource.outbound.find(
    (each) =>
      each.from.contract === 'integrate' &&
      each.config['method'] === config.method &&
      pathOf(String(each.config['path'])) === pathOf(config.path),
  );
  if (!taken || taken.id === connection.id) return undefined;
  return {
    impossible: `${from.resource.name} has two integrations for ${config.method} ${pathOf(config.path)}: ${taken.to.resource.name} and ${connection.to.resource.name}`,
  };
}

function methodOptions({ needsKey }: Route, parameters: readonly string[] = []): Code | undefined {
  const requestParameters: Properties = Object.fromEntries(parameters.map((name) => [name, 'true']));
  if (!needsKey && parameters.length === 0) return undefined;
  return object({
    apiKeyRequired: needsKey ? 'true' : undefined,
    requestParameters: parameters.length > 0 ? object(requestParameters) : undefined,
  });
}

const joined = (...parts: readonly (Code | undefined)[]): Code => parts.filter((part) => part !== undefined).join(', ');

function restRoute(at: Route, integration: Code): Code {
  return `this.#route(${joined(at.api, quote(at.method), quote(at.path), integration, methodOptions(at))});`;
}

function httpRoute(at: Route, integration: Code): Code {
  return `${at.api}.addRoutes(${object({
    path: quote(at.path),
    methods: `[apigatewayv2.HttpMethod.${at.method}]`,
    integration,
  })});`;
}

/** One permission for the API rather than two for each method: a function's policy has room for 20 KB. */
function lambdaIntegration(at: Route, fn: Code, options: Properties): Code {
  return `new apigateway.LambdaIntegration(${fn}, ${object({ scopePermissionToMethod: 'false', timeout: at.timeout, ...options })})`;
}

/** That the method of the path is there, and of a REST API that it calls the function where one is behind it. */
function routeCheck(connection: Integration<never>, at: Route, context: EmitContext): readonly TemplateCheck[] {
  const { from, to } = connection;
  const api = `stack.${context.member(from.resource)}`;
  const fn = context.target(to.resource).replace(/^this\./, 'stack.');
  const uri = object({ 'Fn::Join': `['', Match.arrayWith([stack.resolve(${fn}.functionArn)])]` });
  const title = `${at.method} ${at.path} of ${from.resource.name} reaches ${to.resource.name}`;
  return [
    at.isRest
      ? {
          title,
          type: 'AWS::ApiGateway::Method',
          properties: {
            HttpMethod: quote(at.method),
            RestApiId: `stack.resolve(${api}.restApiId)`,
            ResourceId: `stack.resolve(${api}.root.resourceForPath(${quote(at.path)}).resourceId)`,
            ...(to.contract === 'invoke' ? { Integration: `{ Uri: ${uri} }` } : {}),
            ...(at.needsKey ? { ApiKeyRequired: 'true' } : {}),
          },
        }
      : {
          title,
          type: 'AWS::ApiGatewayV2::Route',
          properties: { RouteKey: quote(`${at.method} ${at.path}`), ApiId: `stack.resolve(${api}.apiId)` },
        },
  ];
}

/** A method that takes any is asked with GET. */
function requestOf(connection: Integration<never>, keyHeaders: readonly string[] = []): RequestCode {
  const { method, path } = connection.config;
  return {
    method: method === 'ANY' ? 'GET' : method,
    path: pathOf(path),
    share: trafficOf(connection),
    ...(keyHeaders.length > 0 ? { keyHeaders } : {}),
  };
}

export const wiring = {
  lambdaProxy(connection: Integration<'invoke'>, context: EmitContext): ConnectionCode {
    const at = routeOf(connection as Integration<never>, context);
    const fn = context.target(connection.to.resource);
    const name = quote(context.constructId(connection.to.resource));
    return (
      clash(connection as Integration<never>) ?? {
        imports,
        statements: [
          at.isRest
            ? restRoute(at, lambdaIntegration(at, fn, {}))
            : httpRoute(
                at,
                `new integrations.HttpLambdaIntegration(${name}, ${fn}, ${object({ scopePermissionToRoute: 'false', timeout: at.timeout })})`,
              ),
        ],
        helpers: at.isRest ? [route] : [],
        checks: routeCheck(connection as Integration<never>, at, context),
        invocation: requestInvocation(at.isRest ? 'rest-request' : 'http-request'),
        request: requestOf(connection as Integration<never>),
      }
    );
  },
  lambdaAsync(connection: Integration<'invoke'>, context: EmitContext): ConnectionCode {
    const at = routeOf(connection as Integration<never>, context);
    const template =
      '{"apiRequestId": "$context.requestId", "path": "$context.path", "body": #if($input.body == "")null#{else}$input.json("$")#end}';
    const options: Properties = {
      proxy: 'false',
      passthroughBehavior: 'apigateway.PassthroughBehavior.NEVER',
      requestParameters: object({ 'integration.request.header.X-Amz-Invocation-Type': quote("'Event'") }),
      requestTemplates: object({ 'application/json': quote(template) }),
      integrationResponses: `[{ statusCode: '202', responseTemplates: { 'application/json': '{"requestId": "$context.requestId"}' } }]`,
    };
    const integration = lambdaIntegration(at, context.target(connection.to.resource), options);
    const method = object({
      apiKeyRequired: at.needsKey ? 'true' : undefined,
      methodResponses: "[{ statusCode: '202' }]",
    });
    return (
      clash(connection as Integration<never>) ?? {
        imports,
        statements: [`this.#route(${joined(at.api, quote(at.method), quote(at.path), integration, method)});`],
        helpers: [route],
        checks: routeCheck(connection as Integration<never>, at, context),
        invocation: { form: 'request-event', handler: eventHandler },
        request: requestOf(connection as Integration<never>),
      }
    );
  },
  http(connection: Integration<'http'>, context: EmitContext): ConnectionCode {
    const { to, config } = connection;
    const at = routeOf(connection as Integration<never>, context);
    const url = quote(to.terms.outside?.address.trim() ?? '');
    const method = config.method === 'ANY' ? undefined : config.method;
    const name = quote(context.constructId(to.resource));
    const rest = object({
      httpMethod: quote(method ?? 'ANY'),
      options: at.timeout === undefined ? undefined : object({ timeout: at.timeout }),
    });
    const http =
      method === undefined && at.timeout === undefined
        ? undefined
        : object({ method: method && `apigatewayv2.HttpMethod.${method}`, timeout: at.timeout });
    return (
      clash(connection as Integration<never>) ?? {
        imports,
        statements: [
          at.isRest
            ? restRoute(at, `new apigateway.HttpIntegration(${url}, ${rest})`)
            : httpRoute(at, `new integrations.HttpUrlIntegration(${joined(name, url, http)})`),
        ],
        helpers: at.isRest ? [route] : [],
        checks: routeCheck(connection as Integration<never>, at, context),
        request: requestOf(connection as Integration<never>),
      }
    );
  },
  sqs(connection: Integration<'enqueue'>, context: EmitContext): ConnectionCode {
    const { to } = connection;
    const queue = `this.${context.member(to.resource)}`;
    const { fifo, contentBasedDeduplication } = to.terms;
    const template =
      'Action=SendMessage&MessageBody=$util.urlEncode($input.body)' +
      fifoFields(fifo, !contentBasedDeduplication, '&MessageGroupId=', '&MessageDeduplicationId=');
    return service(connection as Integration<never>, context, {
      grant: `(role) => ${queue}.grants.sendMessages(role)`,
      target: { service: "'sqs'", path: `\`\${this.account}/\${${queue}.queueName}\`` },
      contentType: 'application/x-www-form-urlencoded',
      template: quote(template),
      needsGroup: fifo,
      subtype: 'SQS_SEND_MESSAGE',
      parameters: {
        QueueUrl: `${queue}.queueUrl`,
        MessageBody: quote('$request.body'),
        MessageGroupId: fifo ? quote(`$request.header.${GROUP_HEADER}`) : undefined,
        MessageDeduplicationId: fifo && !contentBasedDeduplication ? quote('$context.requestId') : undefined,
      },
    });
  },
  sns(connection: Integration<'publish'>, context: EmitContext): ConnectionCode {
    const { to } = connection;
    const topic = `this.${context.member(to.resource)}`;
    const needsId = to.resource.config['contentBasedDeduplication'] !== true;
    const template =
      `Action=Publish&TopicArn=$util.urlEncode('\${${topic}.topicArn}')&Message=$util.urlEncode($input.body)` +
      fifoFields(to.terms.fifo, needsId, '&MessageGroupId=', '&MessageDeduplicationId=');
    return service(connection as Integration<never>, context, {
      grant: `(role) => ${topic}.grants.publish(role)`,
      target: { service: "'sns'", path: "'/'" },
      contentType: 'application/x-www-form-urlencoded',
      template: `\`${template}\``,
      needsGroup: to.terms.fifo,
    });
  },
  kinesis(connection: Integration<'put-record'>, context: EmitContext): ConnectionCode {
    const stream = `this.${context.member(connection.to.resource)}`;
    const template =
      `#set($key = $input.params('${KEY_HEADER}'))` +
      `{"StreamName": "\${${stream}.streamName}", "Data": "$util.base64Encode($input.body)", ` +
      '"PartitionKey": "#if($key != "")$util.escapeJavaScript($key)#{else}$context.requestId#end"}';
    return service(connection as Integration<never>, context, {
      grant: `(role) => ${stream}.grantWrite(role)`,
      target: { service: "'kinesis'", action: "'PutRecord'" },
      contentType: 'application/x-amz-json-1.1',
      template: `\`${template}\``,
      needsGroup: false,
      subtype: 'KINESIS_PUT_RECORD',
      parameters: {
        StreamName: `${stream}.streamName`,
        Data: quote('$request.body'),
        PartitionKey: quote('$context.requestId'),
      },
    });
  },
  firehose(connection: Integration<'collect-records'>, context: EmitContext): ConnectionCode {
    const stream = `this.${context.member(connection.to.resource)}`;
    return service(connection as Integration<never>, context, {
      grant: `(role) => ${stream}.grantPutRecords(role)`,
      target: { service: "'firehose'", action: "'PutRecord'" },
      contentType: 'application/x-amz-json-1.1',
      template: `\`{"DeliveryStreamName": "\${${stream}.deliveryStreamName}", "Record": {"Data": "$util.base64Encode($input.body)"}}\``,
      needsGroup: false,
    });
  },
  dynamodb(connection: Integration<'keep-items'>, context: EmitContext): ConnectionCode {
    const table = `this.${context.member(connection.to.resource)}`;
    // Escaped for JavaScript, an apostrophe is no JSON.
    const body = String.raw`$util.escapeJavaScript($input.body).replaceAll("\\'","'")`;
    const template =
      `{"TableName": "\${${table}.tableName}", ` +
      `"Item": {"id": {"S": "$context.requestId"}, "body": {"S": "${body}"}}}`;
    const code = service(connection as Integration<never>, context, {
      grant: `(role) => new dynamodb.TableGrants({ table: ${table}, hasIndex: false }).writeData(role)`,
      target: { service: "'dynamodb'", action: "'PutItem'" },
      contentType: 'application/x-amz-json-1.0',
      template: `\`${template}\``,
      needsGroup: false,
    });
    return { ...code, imports: { ...code.imports, dynamodb: 'aws-cdk-lib/aws-dynamodb' } };
  },
  eventbridge(connection: Integration<'put-events'>, context: EmitContext): ConnectionCode {
    const { from, to } = connection;
    const bus = `this.${context.member(to.resource)}`;
    const source = context.folder(from.resource);
    // The body becomes a text in the event; what that escapes for JavaScript but JSON does not know is put back.
    const template =
      `{"Entries": [{"EventBusName": "\${${bus}.eventBusName}", "Source": "${source}", ` +
      '"DetailType": "$context.httpMethod $context.resourcePath", ' +
      String.raw`"Detail": "$util.escapeJavaScript($input.body).replaceAll("\\\\'", "'")"}]}`;
    return service(connection as Integration<never>, context, {
      grant: `(role) => ${bus}.grantPutEventsTo(role)`,
      target: { service: "'events'", action: "'PutEvents'" },
      contentType: 'application/x-amz-json-1.1',
      template: `\`${template}\``,
      needsGroup: false,
      subtype: 'EVENTBRIDGE_PUT_EVENTS',
      parameters: {
        EventBusName: `${bus}.eventBusName`,
        Source: quote(source),
        DetailType: quote('message'),
        Detail: quote('$request.body'),
      },
    });
  },
  startExecution: (connection: Integration<'start-workflow'>, context: EmitContext): ConnectionCode =>
    workflow(connection, context, {
      action: 'StartExecution',
      subtype: 'STEPFUNCTIONS_START_EXECUTION',
      // By it the client may ask for the result.
      answer: '{"executionArn": "$input.path(\'$.executionArn\')"}',
    }),
  startSyncExecution: (connection: Integration<'start-workflow'>, context: EmitContext): ConnectionCode =>
    workflow(connection, context, {
      action: 'StartSyncExecution',
      subtype: 'STEPFUNCTIONS_START_SYNC_EXECUTION',
      // A failed execution is an answer with status 200.
      answer: [
        '#set($run = $input.path("$"))',
        '#if($run.status == "SUCCEEDED")#set($context.responseOverride.status = 200)$run.output',
        '#else#set($context.responseOverride.status = 502){"message": "failed"}#end',
      ].join(''),
    }),
};

function workflow(
  connection: Integration<'start-workflow'>,
  context: EmitContext,
  {
    action,
    subtype,
    answer,
  }: {
    readonly action: 'StartExecution' | 'StartSyncExecution';
    readonly subtype: string;
    readonly answer?: string;
  },
): ConnectionCode {
  const machine = `this.${context.member(connection.to.resource)}`;
  const body = String.raw`$util.escapeJavaScript($input.body).replaceAll("\\\\'", "'")`;
  return service(connection as Integration<never>, context, {
    grant: `(role) => ${machine}.grant${action}(role)`,
    target: { service: "'states'", action: quote(action) },
    contentType: 'application/x-amz-json-1.0',
    template: `\`{"stateMachineArn": "\${${machine}.stateMachineArn}", "input": "${body}"}\``,
    needsGroup: false,
    subtype,
    parameters: { StateMachineArn: `${machine}.stateMachineArn`, Input: quote('$request.body') },
    ...(answer === undefined ? {} : { answer }),
  });
}

/** Callers say to which group a message belongs, and with which key a record goes to a shard. */
const GROUP_HEADER = 'X-Message-Group-Id';
const KEY_HEADER = 'X-Partition-Key';

function fifoFields(fifo: boolean, needsId: boolean, group: string, deduplication: string): string {
  if (!fifo) return '';
  const id = needsId ? `${deduplication}$context.requestId` : '';
  return `${group}$util.urlEncode($input.params('${GROUP_HEADER}'))${id}`;
}

interface Service {
  readonly grant: Code;
  readonly target: Properties;
  readonly contentType: string;
  readonly template: Code;
  readonly needsGroup: boolean;
  /** Template of the answer to the client, where it is more than that the service has the request. */
  readonly answer?: string;
  /** Of an HTTP API's integration; absent where HTTP APIs have none. */
  readonly subtype?: string;
  readonly parameters?: Properties;
}

function service(connection: Integration<never>, context: EmitContext, spec: Service): ConnectionCode {
  const { from, to } = connection;
  const at = routeOf(connection, context);
  const role = `this.#gatewayRole(${at.api}, ${quote(context.constructId(to.resource))}, ${spec.grant})`;
  const checks = routeCheck(connection, at, context);
  const taken = clash(connection);
  if (taken) return taken;
  if (at.isRest) {
    const request = object({
      role,
      contentType: quote(spec.contentType),
      template: spec.template,
      answer: spec.answer === undefined ? undefined : quote(spec.answer),
    });
    const header = spec.needsGroup ? [`method.request.header.${GROUP_HEADER}`] : [];
    const options = methodOptions(at, header);
    return {
      imports,
      statements: [
        `this.#serviceRoute(${joined(at.api, quote(at.method), quote(at.path), object(spec.target), request, options)});`,
      ],
      helpers: [gatewayRole, serviceRoute, route] satisfies Helper[],
      checks,
      request: requestOf(connection, spec.needsGroup ? [GROUP_HEADER] : []),
      notes: spec.needsGroup
        ? [
            `Callers of ${at.method} ${at.path} of ${from.resource.name} state the message group in the header ${GROUP_HEADER}.`,
          ]
        : [],
    };
  }
  if (spec.subtype === undefined || spec.parameters === undefined) {
    return { impossible: `${from.resource.name} is an HTTP API, which has no integration for ${to.resource.name}` };
  }
  const name = quote(`${context.constructId(to.resource)}-${at.method}-${at.path.replaceAll(/[^\w-]+/g, '_')}`);
  return {
    imports,
    statements: [
      httpRoute(
        at,
        `new ServiceIntegration(${name}, apigatewayv2.HttpIntegrationSubtype.${spec.subtype}, ${role}, ${object(spec.parameters)})`,
      ),
    ],
    helpers: [gatewayRole, serviceIntegration],
    checks,
    request: requestOf(connection, spec.needsGroup ? [GROUP_HEADER] : []),
    notes: spec.needsGroup
      ? [
          `Callers of ${at.method} ${at.path} of ${from.resource.name} state the message group in the header ${GROUP_HEADER}.`,
        ]
      : [],
  };
}

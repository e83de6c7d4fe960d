/** Integrations that hand a request straight to another AWS service, in an exported CDK app. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { type Code, object, type Properties, quote } from '#shared/model/code';
import type { End } from '#shared/model/graph';
import { allowItems } from '#shared/model/item-access';
import { allowPut, allowSend } from '#shared/model/send-access';
import { wantsTenant } from '#shared/model/tenants';
import { gatewayRole, route, serviceIntegration, serviceRoute } from './cdk-helpers';
import {
  BODY_IN_JSON,
  clash,
  httpRoute,
  imports,
  type Integration,
  joined,
  methodOptions,
  requestOf,
  routeCheck,
  routeOf,
} from './route-code';

export const serviceWiring = {
  sqs(connection: Integration<'enqueue'>, context: EmitContext): ConnectionCode {
    const { to } = connection;
    const queue = `this.${context.member(to.resource)}`;
    const { fifo, contentBasedDeduplication } = to.terms;
    const header = groupHeader(connection, fifo);
    const needsId = fifo && !contentBasedDeduplication;
    const template = 'Action=SendMessage&MessageBody=$util.urlEncode($input.body)' + groupFields(header, needsId);
    return service(connection as Integration<never>, context, {
      grant: `(role) => this.#allowSend(${queue}, role)`,
      helpers: [allowSend],
      target: { service: "'sqs'", path: `\`\${this.account}/\${${queue}.queueName}\`` },
      contentType: 'application/x-www-form-urlencoded',
      template: quote(template),
      ...(header && { header }),
      subtype: 'SQS_SEND_MESSAGE',
      parameters: {
        QueueUrl: `${queue}.queueUrl`,
        MessageBody: quote('$request.body'),
        MessageGroupId: header && quote(`$request.header.${header.name}`),
        MessageDeduplicationId: needsId ? quote('$context.requestId') : undefined,
      },
    });
  },
  sns(connection: Integration<'publish'>, context: EmitContext): ConnectionCode {
    const { to } = connection;
    const topic = `this.${context.member(to.resource)}`;
    const { fifo } = to.terms;
    const header = groupHeader(connection, fifo);
    const template =
      `Action=Publish&TopicArn=$util.urlEncode('\${${topic}.topicArn}')&Message=$util.urlEncode($input.body)` +
      groupFields(header, fifo && !to.terms.contentBasedDeduplication);
    return service(connection as Integration<never>, context, {
      grant: `(role) => ${topic}.grants.publish(role)`,
      target: { service: "'sns'", path: "'/'" },
      contentType: 'application/x-www-form-urlencoded',
      template: `\`${template}\``,
      ...(header && { header }),
    });
  },
  kinesis(connection: Integration<'put-record'>, context: EmitContext): ConnectionCode {
    const stream = `this.${context.member(connection.to.resource)}`;
    const template =
      `#set($key = $input.params('${KEY_HEADER}'))` +
      `{"StreamName": "\${${stream}.streamName}", "Data": "$util.base64Encode($input.body)", ` +
      '"PartitionKey": "#if($key != "")$util.escapeJavaScript($key)#{else}$context.requestId#end"}';
    return service(connection as Integration<never>, context, {
      grant: `(role) => this.#allowPut(${stream}, role)`,
      helpers: [allowPut],
      target: { service: "'kinesis'", action: "'PutRecord'" },
      contentType: 'application/x-amz-json-1.1',
      template: `\`${template}\``,
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
    });
  },
  dynamodb(connection: Integration<'keep-items'>, context: EmitContext): ConnectionCode {
    const table = `this.${context.member(connection.to.resource)}`;
    const template =
      `{"TableName": "\${${table}.tableName}", ` +
      `"Item": {"id": {"S": "$context.requestId"}, "body": {"S": "${BODY_IN_JSON}"}}}`;
    return service(connection as Integration<never>, context, {
      grant: `(role) => this.#allowItems(${table}, role, 'dynamodb:PutItem')`,
      helpers: [allowItems],
      target: { service: "'dynamodb'", action: "'PutItem'" },
      contentType: 'application/x-amz-json-1.0',
      template: `\`${template}\``,
    });
  },
  eventbridge(connection: Integration<'put-events'>, context: EmitContext): ConnectionCode {
    const { from, to } = connection;
    const bus = `this.${context.member(to.resource)}`;
    const source = context.folder(from.resource);
    const template =
      `{"Entries": [{"EventBusName": "\${${bus}.eventBusName}", "Source": "${source}", ` +
      '"DetailType": "$context.httpMethod $context.resourcePath", ' +
      `"Detail": "${BODY_IN_JSON}"}]}`;
    return service(connection as Integration<never>, context, {
      grant: `(role) => ${bus}.grantPutEventsTo(role)`,
      target: { service: "'events'", action: "'PutEvents'" },
      contentType: 'application/x-amz-json-1.1',
      template: `\`${template}\``,
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
  return service(connection as Integration<never>, context, {
    grant: `(role) => ${machine}.grant${action}(role)`,
    target: { service: "'states'", action: quote(action) },
    contentType: 'application/x-amz-json-1.0',
    template: `\`{"stateMachineArn": "\${${machine}.stateMachineArn}", "input": "${BODY_IN_JSON}"}\``,
    subtype,
    parameters: { StateMachineArn: `${machine}.stateMachineArn`, Input: quote('$request.body') },
    ...(answer === undefined ? {} : { answer }),
  });
}

/** Callers say to which group a message belongs, and with which key a record goes to a shard. */
const GROUP: Header = { name: 'X-Message-Group-Id', says: 'message group' };
const TENANT: Header = { name: 'X-Tenant-Id', says: 'tenant' };
const KEY_HEADER = 'X-Partition-Key';

interface Header {
  readonly name: string;
  readonly says: string;
}

function groupHeader(connection: { readonly to: End }, fifo: boolean): Header | undefined {
  if (fifo) return GROUP;
  return wantsTenant(connection) ? TENANT : undefined;
}

function groupFields(header: Header | undefined, needsId: boolean): string {
  const id = needsId ? '&MessageDeduplicationId=$context.requestId' : '';
  return header === undefined ? '' : `&MessageGroupId=$util.urlEncode($input.params('${header.name}'))${id}`;
}

interface Service {
  readonly grant: Code;
  /** What the grant calls. */
  readonly helpers?: readonly Helper[];
  readonly target: Properties;
  readonly contentType: string;
  readonly template: Code;
  /** Which callers have to send. */
  readonly header?: Header;
  /** Template of the answer to the client, where it is more than that the service has the request. */
  readonly answer?: string;
  /** Of an HTTP API's integration; absent where HTTP APIs have none. */
  readonly subtype?: string;
  readonly parameters?: Properties;
}

function service(connection: Integration<never>, context: EmitContext, spec: Service): ConnectionCode {
  const { from, to } = connection;
  const { helpers = [] } = spec;
  const at = routeOf(connection, context);
  const role = `this.#gatewayRole(${at.api}, ${quote(context.constructId(to.resource))}, ${spec.grant})`;
  const checks = routeCheck(connection, at, context);
  const taken = clash(connection);
  if (taken) return taken;
  const headers = spec.header ? [spec.header.name] : [];
  const notes = spec.header
    ? [
        `Callers of ${at.method} ${at.path} of ${from.resource.name} state the ${spec.header.says} in the header ${spec.header.name}.`,
      ]
    : [];
  if (at.isRest) {
    const request = object({
      role,
      contentType: quote(spec.contentType),
      template: spec.template,
      answer: spec.answer === undefined ? undefined : quote(spec.answer),
      timeout: at.timeout,
    });
    const options = methodOptions(
      at,
      headers.map((name) => `method.request.header.${name}`),
    );
    return {
      imports,
      statements: [
        `this.#serviceRoute(${joined(at.api, quote(at.method), quote(at.path), object(spec.target), request, options)});`,
      ],
      helpers: [gatewayRole, serviceRoute, route, ...helpers],
      checks,
      request: requestOf(connection, headers),
      notes,
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
        `new ServiceIntegration(${name}, apigatewayv2.HttpIntegrationSubtype.${spec.subtype}, ${joined(role, object(spec.parameters), at.timeout)})`,
      ),
    ],
    helpers: [gatewayRole, serviceIntegration, ...helpers],
    checks,
    request: requestOf(connection, headers),
    notes,
  };
}

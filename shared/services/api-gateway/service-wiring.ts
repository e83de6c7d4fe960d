/** Integrations that hand a request straight to another AWS service, in an exported CDK app. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { type Code, object, type Properties, quote } from '#shared/model/code';
import { allowItems } from '#shared/model/item-access';
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
    const template =
      `{"TableName": "\${${table}.tableName}", ` +
      `"Item": {"id": {"S": "$context.requestId"}, "body": {"S": "${BODY_IN_JSON}"}}}`;
    const code = service(connection as Integration<never>, context, {
      grant: `(role) => this.#allowItems(${table}, role, 'dynamodb:PutItem')`,
      target: { service: "'dynamodb'", action: "'PutItem'" },
      contentType: 'application/x-amz-json-1.0',
      template: `\`${template}\``,
      needsGroup: false,
    });
    return { ...code, helpers: [...(code.helpers ?? []), allowItems] };
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
  return service(connection as Integration<never>, context, {
    grant: `(role) => ${machine}.grant${action}(role)`,
    target: { service: "'states'", action: quote(action) },
    contentType: 'application/x-amz-json-1.0',
    template: `\`{"stateMachineArn": "\${${machine}.stateMachineArn}", "input": "${BODY_IN_JSON}"}\``,
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
      timeout: at.timeout,
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
        `new ServiceIntegration(${name}, apigatewayv2.HttpIntegrationSubtype.${spec.subtype}, ${joined(role, object(spec.parameters), at.timeout)})`,
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

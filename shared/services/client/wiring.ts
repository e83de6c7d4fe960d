/** What clients need in an exported CDK app: API keys with usage plans, and permissions. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { allowInvokeHelper, allowObjects, functionUrlHelper } from '#shared/model/cdk-helpers';
import { type Code, quote } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { allowPut, allowSend } from '#shared/model/send-access';
import { wantsTenant } from '#shared/model/tenants';
import { requestInvocation } from '#shared/model/http-handler';
import { allowItems, READ_ITEMS, WRITE_ITEMS } from '#shared/model/item-access';
import { allowPushes } from '#shared/model/push';
import { asksForKeys } from '#shared/model/usage-plan';
import type { ClientConfig } from './config';
import { type HttpRequest, usagePlanCode } from './plan-wiring';
import type { SdkCallConfig, SocketConfig, UrlConfig, WriteObjectsConfig } from './call-config';

type SdkCall<To extends Contract> = Connection<SdkCallConfig, 'sdk-call', To>;

type UrlCall = Connection<UrlConfig, 'http-call', 'invoke'>;

/** Whether this call goes to a function URL that asks for a signature by IAM. */
export function needsSignature({ from, to }: Connection): boolean {
  return from.contract === 'http-call' && 'urlAuthorization' in to.terms && to.terms.urlAuthorization === 'AWS_IAM';
}

/** A private API is not reached from where load tests usually run, and somebody else’s is not theirs to load. */
function loadOf({ from, to, config }: HttpRequest): Pick<ConnectionCode, 'load'> {
  const { rate, payload, timeout } = from.resource.config as unknown as ClientConfig;
  if (to.terms.reach === 'private' || to.terms.outside) return {};
  return {
    load: {
      perSecond: rate * config.callsPerRequest,
      bodyBytes: payload,
      timeoutSeconds: timeout,
      needsApiKey: asksForKeys(to.resource),
    },
  };
}

function permission({ from }: SdkCall<never>, statement: (policy: Code) => Code, context: EmitContext): ConnectionCode {
  return { statements: [statement(`this.${context.member(from.resource)}`)] };
}

/** The client is not in the app: what it has to send is said to whoever writes it. */
function tenantNote(connection: SdkCall<'enqueue'> | SdkCall<'publish'>): Pick<ConnectionCode, 'notes'> {
  if (!wantsTenant(connection)) return {};
  const { from, to } = connection;
  return {
    notes: [`${from.resource.name} names the tenant of each message to ${to.resource.name} as its MessageGroupId.`],
  };
}

export const wiring = {
  httpRequest: (connection: HttpRequest, context: EmitContext): ConnectionCode => ({
    ...usagePlanCode(connection, context),
    ...loadOf(connection),
  }),
  /** Nothing of the app: whoever knows the address connects. */
  webSocket: ({ to }: Connection<SocketConfig, 'http-call', 'http'>): ConnectionCode => ({
    notes: [`The output Url of ${to.resource.name} is the address (wss) at which clients connect.`],
  }),
  postToConnection: (connection: SdkCall<'post-to-connection'>, context: EmitContext): ConnectionCode => ({
    ...permission(
      connection as SdkCall<never>,
      (policy) => `this.#allowPushes(this.${context.member(connection.to.resource)}, ${policy});`,
      context,
    ),
    helpers: [allowPushes],
  }),
  invoke(connection: SdkCall<'invoke'>, context: EmitContext): ConnectionCode {
    const target = context.target(connection.to.resource);
    return {
      ...permission(
        connection as SdkCall<never>,
        (policy) => `${policy}.addStatements(this.#allowInvoke(${target}));`,
        context,
      ),
      helpers: [allowInvokeHelper],
    };
  },
  functionUrl(connection: UrlCall, context: EmitContext): ConnectionCode {
    const target = context.target(connection.to.resource);
    const authorization = connection.to.terms.urlAuthorization;
    const url = `this.#functionUrl(${target}, lambda.FunctionUrlAuthType.${authorization})`;
    const isSigned = needsSignature(connection);
    return {
      imports: { lambda: 'aws-cdk-lib/aws-lambda' },
      helpers: [functionUrlHelper],
      standsWith: isSigned ? 'from' : 'to',
      statements: [isSigned ? `${url}.grantInvokeUrl(this.${context.member(connection.from.resource)});` : `${url};`],
      checks: [
        {
          title: `the URL of ${connection.to.resource.name} is open to ${isSigned ? 'callers that sign' : 'anyone'}`,
          type: 'AWS::Lambda::Url',
          of: target.replace(/^this\./, 'stack.'),
          properties: { AuthType: quote(authorization) },
        },
      ],
      invocation: requestInvocation('http-request'),
      notes: [
        `The output Address of ${connection.to.resource.name} is its URL${isSigned ? '; requests to it are signed with SigV4' : ', which anyone may call'}.`,
      ],
    };
  },
  sendMessage: (connection: SdkCall<'enqueue'>, context: EmitContext): ConnectionCode => ({
    ...permission(
      connection as SdkCall<never>,
      (policy) => `this.#allowSend(this.${context.member(connection.to.resource)}, ${policy});`,
      context,
    ),
    helpers: [allowSend],
    ...tenantNote(connection),
  }),
  publish: (connection: SdkCall<'publish'>, context: EmitContext): ConnectionCode => ({
    ...permission(
      connection as SdkCall<never>,
      (policy) => `this.${context.member(connection.to.resource)}.grants.publish(${policy});`,
      context,
    ),
    ...tenantNote(connection),
  }),
  putRecord: (connection: SdkCall<'put-record'>, context: EmitContext): ConnectionCode => ({
    ...permission(
      connection as SdkCall<never>,
      (policy) => `this.#allowPut(this.${context.member(connection.to.resource)}, ${policy});`,
      context,
    ),
    helpers: [allowPut],
  }),
  putToDeliveryStream: (connection: SdkCall<'collect-records'>, context: EmitContext): ConnectionCode =>
    permission(
      connection as SdkCall<never>,
      (policy) => `this.${context.member(connection.to.resource)}.grantPutRecords(${policy});`,
      context,
    ),
  writeItems: (connection: SdkCall<'keep-items'>, context: EmitContext): ConnectionCode =>
    items(connection, WRITE_ITEMS, context),
  readItems: (connection: SdkCall<'keep-items'>, context: EmitContext): ConnectionCode =>
    items(connection, READ_ITEMS, context),
  writeObjects: (
    connection: Connection<WriteObjectsConfig, 'sdk-call', 'keep-objects'>,
    context: EmitContext,
  ): ConnectionCode => {
    const { operation, keyPrefix } = connection.config;
    return objects(connection, operation === 'delete' ? 's3:DeleteObject' : 's3:PutObject', keyPrefix, context);
  },
  readObjects: (connection: SdkCall<'keep-objects'>, context: EmitContext): ConnectionCode =>
    objects(connection, 's3:GetObject', '', context),
  startRun: (connection: SdkCall<'start-run'>, context: EmitContext): ConnectionCode => ({
    imports: { iam: 'aws-cdk-lib/aws-iam' },
    ...permission(
      connection as SdkCall<never>,
      (policy) =>
        `${policy}.addStatements(new iam.PolicyStatement({ actions: ['appflow:StartFlow'], resources: [this.${context.member(connection.to.resource)}.attrFlowArn] }));`,
      context,
    ),
  }),
  putEvents: (connection: SdkCall<'put-events'>, context: EmitContext): ConnectionCode =>
    permission(
      connection as SdkCall<never>,
      (policy) => `this.${context.member(connection.to.resource)}.grantPutEventsTo(${policy});`,
      context,
    ),
  startExecution: (connection: SdkCall<'start-workflow'>, context: EmitContext): ConnectionCode =>
    permission(
      connection as SdkCall<never>,
      (policy) => `this.${context.member(connection.to.resource)}.grantStartExecution(${policy});`,
      context,
    ),
  startSyncExecution: (connection: SdkCall<'start-workflow'>, context: EmitContext): ConnectionCode =>
    permission(
      connection as SdkCall<never>,
      (policy) => `this.${context.member(connection.to.resource)}.grantStartSyncExecution(${policy});`,
      context,
    ),
};

function objects(
  connection: SdkCall<'keep-objects'>,
  action: 's3:GetObject' | 's3:PutObject' | 's3:DeleteObject',
  keyPrefix: string,
  context: EmitContext,
): ConnectionCode {
  const { statement, helpers } = allowObjects(connection, action, keyPrefix, context);
  return { statements: [statement], helpers };
}

function items(connection: SdkCall<'keep-items'>, actions: readonly string[], context: EmitContext): ConnectionCode {
  const table = `this.${context.member(connection.to.resource)}`;
  return {
    helpers: [allowItems],
    ...permission(
      connection as SdkCall<never>,
      (policy) => `this.#allowItems(${table}, ${policy}, ${actions.map(quote).join(', ')});`,
      context,
    ),
  };
}

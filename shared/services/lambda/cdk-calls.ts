/** Calls that a function's code makes: permission, environment variable and the call itself. */
import type { ConnectionCode, EmitContext, Reference } from '#shared/model/cdk';
import { allowInvokeHelper, earlierTwin, groupHelper } from '#shared/model/cdk-helpers';
import { type Code, quote } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import { allowPut, allowSend } from '#shared/model/send-access';
import type { CallConfig } from './call-config';
import { hasAlias } from './cdk';
import { toSend } from './cdk-actions';
import { allowInvokeApart, apartName } from './cdk-destinations';
import { nameHelper, nameOf } from './cdk-names';
import type { FunctionConfig } from './config';
import { invokeCall, publishCall, putRecordCall, sendMessageCall } from './handlers/calls';
import { putToDeliveryStreamCall } from './handlers/delivery-calls';
import { putEventsCall } from './handlers/event-calls';
import { startRunCall } from './handlers/run-calls';
import { httpRequestCall } from './handlers/http-calls';

export type Call<To extends Contract> = Connection<CallConfig, 'code-call', To>;

export interface Given {
  /** `URL`: the end of the variable's name. */
  readonly suffix: string;
  /** `Url`: the end of the property's name. */
  readonly property: string;
  readonly value: Code;
  readonly means: string;
}

/** Hands the code what it needs to find the other end. */
export function environment({ from, to }: Call<never>, given: Given, context: EmitContext) {
  const name = `${context.variable(to.resource)}_${given.suffix}`;
  const property = `${context.member(to.resource)}${given.property}`;
  return {
    variable: { property, name },
    statement: `this.${context.member(from.resource)}.addEnvironment(${quote(name)}, ${given.value});`,
    environment: [{ resource: from.resource.id, name, property, means: given.means, ...inTest(given.value) }],
    references: references(from.resource.id, to.resource.id),
  };
}

/** Members of the stack can be named in a test, its private methods cannot. */
function inTest(value: Code): { readonly value?: Code } {
  if (value.includes('this.#')) return {};
  return { value: value.includes('this.') ? `stack.resolve(${value.replaceAll('this.', 'stack.')})` : value };
}

export const allowing = (
  { from }: { readonly from: { readonly resource: Resource } },
  actions: readonly string[],
): Pick<ConnectionCode, 'allows'> => ({ allows: { resource: from.resource.id, actions } });

const references = (holder: string, target: string): readonly Reference[] => [
  { holder, target, by: 'policy' },
  { holder, target, by: 'environment' },
];

export function sendMessage(connection: Call<'enqueue'>, context: EmitContext): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const queue = context.member(to.resource);
  const given: Given = {
    suffix: 'URL',
    property: 'Url',
    value: `this.${queue}.queueUrl`,
    means: `URL of the queue ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    ...allowing(connection, toSend(to.contract)),
    statements: [`this.#allowSend(this.${queue}, this.${context.member(from.resource)});`, statement],
    helpers: [allowSend],
    call: sendMessageCall(connection, variable, context),
  };
}

export function publish(connection: Call<'publish'>, context: EmitContext): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const topic = context.member(to.resource);
  const given: Given = {
    suffix: 'ARN',
    property: 'Arn',
    value: `this.${topic}.topicArn`,
    means: `ARN of the topic ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    ...allowing(connection, toSend(to.contract)),
    statements: [`this.${topic}.grants.publish(this.${context.member(from.resource)});`, statement],
    call: publishCall(connection, variable, context),
  };
}

export function putRecord(connection: Call<'put-record'>, context: EmitContext): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const stream = context.member(to.resource);
  const given: Given = {
    suffix: 'STREAM_NAME',
    property: 'StreamName',
    value: `this.${stream}.streamName`,
    means: `name of the stream ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    ...allowing(connection, toSend(to.contract)),
    statements: [`this.#allowPut(this.${stream}, this.${context.member(from.resource)});`, statement],
    helpers: [allowPut],
    call: putRecordCall(connection, variable, context),
  };
}

export function putToDeliveryStream(connection: Call<'collect-records'>, context: EmitContext): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const stream = context.member(to.resource);
  const given: Given = {
    suffix: 'DELIVERY_STREAM_NAME',
    property: 'DeliveryStreamName',
    value: `this.${stream}.deliveryStreamName`,
    means: `name of the delivery stream ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    ...allowing(connection, toSend(to.contract)),
    statements: [`this.${stream}.grantPutRecords(this.${context.member(from.resource)});`, statement],
    call: putToDeliveryStreamCall(connection, variable, context),
  };
}

export function putEvents(connection: Call<'put-events'>, context: EmitContext): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const bus = context.member(to.resource);
  const given: Given = {
    suffix: 'BUS_NAME',
    property: 'BusName',
    value: `this.${bus}.eventBusName`,
    means: `name of the event bus ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    ...allowing(connection, toSend(to.contract)),
    statements: [`this.${bus}.grantPutEventsTo(this.${context.member(from.resource)});`, statement],
    call: putEventsCall(connection, variable, context),
  };
}

export function startRun(connection: Call<'start-run'>, context: EmitContext): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const flow = context.member(to.resource);
  const given: Given = {
    suffix: 'FLOW_NAME',
    property: 'FlowName',
    value: `this.${flow}.flowName`,
    means: `name of the flow ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    ...allowing(connection, toSend(to.contract)),
    imports: { iam: 'aws-cdk-lib/aws-iam' },
    statements: [
      `this.${context.member(from.resource)}.addToRolePolicy(new iam.PolicyStatement({ actions: ['appflow:StartFlow'], resources: [this.${flow}.attrFlowArn] }));`,
      statement,
    ],
    call: startRunCall(connection, variable, context),
  };
}

/** An endpoint outside AWS needs no permission: the code is told where it is. */
export function httpCall(connection: Call<'http'>, context: EmitContext): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { resource, terms } = connection.to;
  const given: Given = {
    suffix: 'URL',
    property: 'Url',
    value: quote(terms.outside?.address.trim() ?? ''),
    means: `URL of ${resource.name}`,
  };
  const { statement, variable, environment: variables } = environment(connection as Call<never>, given, context);
  return { environment: variables, statements: [statement], call: httpRequestCall(connection, variable, context) };
}

export const invoke = (connection: Call<'invoke'>, context: EmitContext): ConnectionCode =>
  invocation(connection, context);

/**
 * In a circle of functions the permission stands apart, and one of the environment variables holds a name that is known
 * before the function exists. A function knows its own name: Lambda gives it.
 */
function invocation(connection: Call<'invoke'>, context: EmitContext): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const [caller, target] = [context.member(from.resource), context.target(to.resource)];
  const isItself = from.resource.id === to.resource.id;
  const circle = context.circle(connection);
  const byName = circle === 'by name' && !isItself;
  const given: Given = {
    suffix: 'FUNCTION_NAME',
    property: 'FunctionName',
    value: byName ? nameWithAlias(to.resource, context) : `${target}.functionName`,
    means: `name of the function ${to.resource.name}`,
  };
  const { statement, variable, environment: variables } = environment(connection as Call<never>, given, context);
  const apartId = quote(apartName(connection, context));
  const permission =
    circle === 'none'
      ? `this.${caller}.addToRolePolicy(this.#allowInvoke(${target}));`
      : `this.#allowInvokeApart(${apartId}, this.${caller}, ${target});`;
  return {
    ...allowing(connection, toSend(to.contract)),
    statements: isItself ? [permission] : [permission, statement],
    environment: isItself
      ? [
          {
            resource: from.resource.id,
            name: 'AWS_LAMBDA_FUNCTION_NAME',
            property: variable.property,
            means: 'its own name, which Lambda gives it',
          },
        ]
      : variables,
    references: isItself
      ? [{ holder: from.resource.id, target: to.resource.id, by: 'policy' }]
      : references(from.resource.id, to.resource.id),
    ...(byName ? { properties: { [to.resource.id]: { functionName: nameOf(to.resource, context) } } } : {}),
    helpers: [
      allowInvokeHelper,
      ...(circle === 'none' ? [] : [allowInvokeApart, groupHelper]),
      ...(byName ? [nameHelper] : []),
    ],
    call: invokeCall(connection, isItself ? { ...variable, name: 'AWS_LAMBDA_FUNCTION_NAME' } : variable, context),
  };
}

/** Calls go to the alias where the function has one. */
function nameWithAlias(fn: Resource, context: EmitContext): Code {
  const name = nameOf(fn, context);
  return hasAlias(fn.config as FunctionConfig) ? `\`\${${name}}:live\`` : name;
}

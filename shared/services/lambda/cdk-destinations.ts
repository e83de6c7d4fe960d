/** Destinations of asynchronous invocations in code. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { allowInvokeHelper, groupHelper } from '#shared/model/cdk-helpers';
import { type Code, object, type Properties, quote } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import { asyncOptions, isAsyncDestination } from './cdk';
import { toSend } from './cdk-actions';
import { inTest } from './cdk-mappings';
import { queueDestinationHelpers } from './cdk-queue-destination';
import type { FunctionConfig } from './config';
import { outcomeHandler } from './handlers/direct';

const functionDestination: Helper = {
  name: 'functionDestination',
  kind: 'method',
  imports: allowInvokeHelper.imports,
  code: `
    /** A function as a destination, with the permission for it alone: \`LambdaDestination\` would add all its versions. */
    #functionDestination(target: lambda.IFunction): lambda.IDestination {
      return {
        bind: (_scope, source) => {
          source.addToRolePolicy(this.#allowInvoke(target));
          return { destination: target.functionArn };
        },
      };
    }`,
};

export const allowInvokeApart: Helper = {
  name: 'allowInvokeApart',
  kind: 'method',
  imports: allowInvokeHelper.imports,
  code: `
    /**
     * For functions that call each other in a circle. A function waits for the policies of its role: a permission among
     * them that names a function which waits in turn could never be deployed, so it stands apart.
     */
    #allowInvokeApart(id: string, caller: lambda.IFunction, target: lambda.IFunction): iam.Policy {
      const policy = new iam.Policy(this.#group('Circles'), id, { statements: [this.#allowInvoke(target)] });
      caller.role?.attachInlinePolicy(policy);
      return policy;
    }`,
};

/** One call configures all destinations of a function: the first connection prints it, the others are covered. */
export function asyncDestination(connection: Connection, context: EmitContext): ConnectionCode {
  const { from, to, kind } = connection;
  const drawn = from.resource.outbound.filter((each) => isAsyncDestination(each.kind.id));
  const rival = drawn.find((each) => each.kind.role === kind.role && each.id !== connection.id);
  if (rival && drawn.indexOf(rival) < drawn.findIndex(({ id }) => id === connection.id)) {
    return {
      impossible: `${from.resource.name} has a second destination for ${kind.role === 'failure' ? 'failures' : 'results'}, ${to.resource.name}: a function has one of each`,
    };
  }
  const own: ConnectionCode = {
    allows: { resource: from.resource.id, actions: toSend(to.contract) },
    references: [{ holder: from.resource.id, target: to.resource.id, by: 'policy' }],
    ...(to.contract === 'invoke' ? { invocation: { form: 'outcome', handler: outcomeHandler } } : {}),
  };
  const first = drawn[0];
  if (first && first.id !== connection.id) return { ...own, coveredBy: first.id };
  return { ...own, ...configuration(from.resource as Resource<FunctionConfig>, drawn, context) };
}

function configuration(
  fn: Resource<FunctionConfig>,
  drawn: readonly Connection[],
  context: EmitContext,
): ConnectionCode {
  const target = context.target(fn);
  const failure = drawn.find(({ kind }) => kind.role === 'failure');
  const success = drawn.find(({ kind }) => kind.role === 'success');
  const options: Properties = {
    ...asyncOptions(fn.config),
    onFailure: failure && destination(failure, context),
    onSuccess: success && destination(success, context),
  };
  const apart = [failure, success].filter((each) => each !== undefined && isApart(each, context)) as Connection[];
  return {
    imports: { destinations: 'aws-cdk-lib/aws-lambda-destinations' },
    statements: [
      `${target}.configureAsyncInvoke(${object(options)});`,
      ...apart.map(
        (each) => `${target}.node.findChild('EventInvokeConfig').node.addDependency(${apartCode(each, context)});`,
      ),
    ],
    helpers: helpers(drawn, apart),
    checks: [
      {
        title: `${fn.name} gives up asynchronous events after ${fn.config.asyncRetryAttempts} retries`,
        type: 'AWS::Lambda::EventInvokeConfig',
        properties: {
          FunctionName: `stack.resolve(stack.${context.member(fn)}.functionName)`,
          MaximumRetryAttempts: String(fn.config.asyncRetryAttempts),
          MaximumEventAgeInSeconds: String(fn.config.maximumEventAge),
          DestinationConfig: object({
            OnFailure: failure && object({ Destination: destinationInTest(failure, context) }),
            OnSuccess: success && object({ Destination: destinationInTest(success, context) }),
          }),
        },
      },
    ],
  };
}

function helpers(drawn: readonly Connection[], apart: readonly Connection[]): readonly Helper[] {
  const functions = drawn.filter(({ to }) => to.contract === 'invoke').length;
  const queues = drawn.some(({ to }) => to.contract === 'enqueue') ? queueDestinationHelpers : [];
  if (functions === 0) return queues;
  return [
    ...queues,
    allowInvokeHelper,
    ...(apart.length > 0 ? [allowInvokeApart, groupHelper] : []),
    ...(apart.length < functions ? [functionDestination] : []),
  ];
}

function isApart(connection: Connection, context: EmitContext): boolean {
  return connection.to.contract === 'invoke' && context.circle(connection) !== 'none';
}

/** Construct id of a permission that stands apart: `Pay-To-Refund-invoke`. */
export function apartName({ from, to, kind }: Connection, context: EmitContext): string {
  return `${context.constructId(from.resource)}-To-${context.constructId(to.resource)}-${kind.id.slice(kind.id.indexOf('/') + 1)}`;
}

function apartCode(connection: Connection, context: EmitContext): Code {
  const { from, to } = connection;
  const id = quote(apartName(connection, context));
  return `this.#allowInvokeApart(${id}, this.${context.member(from.resource)}, ${context.target(to.resource)})`;
}

function destination(connection: Connection, context: EmitContext): Code {
  const { to } = connection;
  if (to.contract === 'enqueue') return `this.#queueDestination(this.${context.member(to.resource)})`;
  if (to.contract === 'publish') return `new destinations.SnsDestination(this.${context.member(to.resource)})`;
  if (to.contract === 'put-events') {
    return `new destinations.EventBridgeDestination(this.${context.member(to.resource)})`;
  }
  const target = context.target(to.resource);
  return isApart(connection, context)
    ? `{ bind: () => ({ destination: ${target}.functionArn }) }`
    : `this.#functionDestination(${target})`;
}

function destinationInTest({ to }: Connection, context: EmitContext): Code {
  const target = inTest(context.target(to.resource));
  return `stack.resolve(${target}.${ARN_OF[to.contract] ?? 'functionArn'})`;
}

const ARN_OF: Readonly<Partial<Record<Contract, string>>> = {
  enqueue: 'queueArn',
  publish: 'topicArn',
  'put-events': 'eventBusArn',
};

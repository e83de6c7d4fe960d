/** Tasks in an exported CDK app. The state machine prints its definition; what a task needs beside it stands here. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { type Code, literal, quote } from '#shared/model/code';
import type { Connection, Resource } from '#shared/model/graph';
import { listed } from '#shared/model/wording';
import { invokeTask, stateId, switchOf } from './definition';
import type { CallConfig, TaskConfig } from './task-config';
import { callbackOf, firstUndone, isMap, type Task, tasksOf } from './tasks';
import { isInDetail, type TokenHolder, tokenHolders } from './token-paths';

type TaskOf<To extends 'invoke' | 'enqueue' | 'publish' | 'put-events' | 'keep-items'> = Connection<
  TaskConfig,
  'run-tasks',
  To
>;

const imports = {
  sfn: 'aws-cdk-lib/aws-stepfunctions',
  tasks: 'aws-cdk-lib/aws-stepfunctions-tasks',
};

export const wiring = {
  invokeFunction: (connection: TaskOf<'invoke'>, context: EmitContext): ConnectionCode =>
    task(connection, context, { helpers: [invokeTask] }),
  sendMessage: (connection: TaskOf<'enqueue'>, context: EmitContext): ConnectionCode => task(connection, context),
  publish: (connection: TaskOf<'publish'>, context: EmitContext): ConnectionCode =>
    task(
      connection,
      context,
      keyOf(connection, "masterKey?.grant(ROLE, 'kms:Decrypt', 'kms:GenerateDataKey*')", context),
    ),
  putEvents: (connection: TaskOf<'put-events'>, context: EmitContext): ConnectionCode => task(connection, context),
  putItem: (connection: TaskOf<'keep-items'>, context: EmitContext): ConnectionCode =>
    task(connection, context, keyOf(connection, 'encryptionKey?.grantEncryptDecrypt(ROLE)', context)),
  getItem(connection: TaskOf<'keep-items'>, context: EmitContext): ConnectionCode {
    const code = task(connection, context, keyOf(connection, 'encryptionKey?.grantDecrypt(ROLE)', context));
    const note = `Executions of ${connection.from.resource.name} get the item of ${connection.to.resource.name} that the field id of their input names.`;
    return { ...code, notes: [...(code.notes ?? []), note] };
  },
};

/**
 * Encrypted by a key of the customer's own; the task's own permissions leave that key out.
 * @param grant on the other end, to ROLE
 */
function keyOf({ from, to }: Connection, grant: Code, context: EmitContext): ConnectionCode {
  if (!to.resource.service.hasOwnKey(to.resource.config)) return {};
  const role = `this.${context.member(from.resource)}`;
  return { statements: [`this.${context.member(to.resource)}.${grant.replace('ROLE', role)};`] };
}

function task(connection: Connection<TaskConfig>, context: EmitContext, more: ConnectionCode = {}): ConnectionCode {
  const { from, to, config } = connection;
  if (context.circle(connection) !== 'none') {
    return {
      impossible: `${from.resource.name} runs ${to.resource.name}, which starts ${from.resource.name} again: neither can be created before the other, so start one of them through a queue or a bus`,
    };
  }
  const tasks = tasksOf(from.resource);
  if (tasks.undo.slice(0, firstUndone(tasks)).some((each) => each.id === connection.id)) {
    return {
      impossible: `${to.resource.name} undoes for ${from.resource.name} but no failure is caught for it, and AWS refuses a state that nothing leads to`,
    };
  }
  const id = stateId(connection as unknown as Task, from.resource, context);
  const callback = callbackOf(connection);
  const holders = callback === undefined ? [] : tokenHolders(connection);
  const answering = holders.map(({ fn }) => fn).filter((each) => context.together(from.resource, each));
  return {
    imports: { ...imports, ...(answering.length > 0 && { iam: 'aws-cdk-lib/aws-iam' }) },
    references: [{ holder: from.resource.id, target: to.resource.id, by: 'property' }],
    notes: [
      ...(callback === undefined ? [] : [callbackNote(connection, callback, holders, answering)]),
      ...(isMap(connection)
        ? [
            `The drawing has ${from.resource.name} run ${to.resource.name} for ${config.items} items: an execution runs it for each of the list in the field items of its input.`,
          ]
        : []),
      ...(config.share < 1
        ? [
            `The drawing has ${Math.round(config.share * 100)} % of the executions of ${from.resource.name} run ${to.resource.name}: an execution runs it where its input has ${switchOf(id)}: true.`,
          ]
        : []),
    ],
    ...more,
    allows: answering.map((each) => ({ resource: each.id, actions: CALL_BACK })),
    answeredBy:
      callback?.calledBackBy === 'function'
        ? holders.map((holder) => ({
            resource: holder.fn.id,
            isInDetail: isInDetail(holder),
            heartbeat: callback.heartbeat,
          }))
        : [],
    statements: [...(more.statements ?? []), ...answering.map((each) => mayAnswer(each, id, from.resource, context))],
  };
}

const CALL_BACK = ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'];

/** What is left to do for a callback. @param answering functions that get the token and are allowed to send it back */
function callbackNote(
  { from, to }: Connection,
  { calledBackBy }: CallConfig,
  holders: readonly TokenHolder[],
  answering: readonly Resource[],
): string {
  const hands = `Executions of ${from.resource.name} hand the task token to ${to.resource.name}, as taskToken beside the input, and wait`;
  const allowed = answering.map(({ name }) => name);
  const without = holders.map(({ fn }) => fn.name).filter((name) => !allowed.includes(name));
  const permission =
    without.length > 0 || holders.length === 0
      ? ` The permission states:SendTaskSuccess${without.length > 0 ? ` of ${listed(without)}` : ''} is yours to give.`
      : '';
  return calledBackBy === 'function' && holders.length > 0
    ? `${hands} until ${listed(holders.map(({ fn }) => fn.name))} ${holders.length === 1 ? 'sends' : 'send'} it back: with what the code returns, or with the error that it throws.${permission}`
    : `${hands}: whoever works on it calls SendTaskSuccess with that token and an output of JSON, or SendTaskFailure, and SendTaskHeartbeat in between where a heartbeat is drawn.${allowed.length > 0 ? ` ${listed(allowed)} may do so; the call is yours to write.` : ''}${permission}`;
}

/** In a policy apart: the function's own would wait for the state machine, which waits for the function. */
function mayAnswer(answering: Resource, id: string, machine: Resource, context: EmitContext): Code {
  return `this.${context.member(answering)}.role?.attachInlinePolicy(
    new iam.Policy(this, ${quote(`${context.constructId(answering)}-Answers-${context.constructId(machine)}-${id}`)}, {
      statements: [
        new iam.PolicyStatement({
          actions: ${literal(CALL_BACK)},
          resources: [this.${context.member(machine)}.stateMachineArn],
        }),
      ],
    }),
  );`;
}

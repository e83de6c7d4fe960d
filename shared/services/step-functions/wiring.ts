/** Tasks in an exported CDK app. The state machine prints its definition; what a task needs beside it stands here. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import type { Code } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { invokeTask, stateId, switchOf } from './definition';
import type { TaskConfig } from './task-config';
import { firstUndone, isMap, type Task, tasksOf } from './tasks';

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
  if (to.resource.config['encryption'] !== 'kms') return {};
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
  return {
    imports,
    references: [{ holder: from.resource.id, target: to.resource.id, by: 'property' }],
    notes: [
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
  };
}

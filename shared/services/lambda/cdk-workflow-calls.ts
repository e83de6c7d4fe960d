/** Calls of a function's code that start workflows: permission, environment variable and the call itself. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { earlierTwin } from '#shared/model/cdk-helpers';
import { allowing, type Call, environment, type Given } from './cdk-calls';
import { startExecutionCall } from './handlers/workflow-calls';

type WorkflowCall = Call<'start-workflow'>;

export function startExecution(connection: WorkflowCall, context: EmitContext): ConnectionCode {
  return start(connection, 'grantStartExecution', context);
}

export function startSyncExecution(connection: WorkflowCall, context: EmitContext): ConnectionCode {
  return start(connection, 'grantStartSyncExecution', context);
}

function start(
  connection: WorkflowCall,
  grant: 'grantStartExecution' | 'grantStartSyncExecution',
  context: EmitContext,
): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const machine = context.member(to.resource);
  const given: Given = {
    suffix: 'STATE_MACHINE_ARN',
    property: 'StateMachineArn',
    value: `this.${machine}.stateMachineArn`,
    means: `ARN of the state machine ${to.resource.name}`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    ...allowing(connection, [grant === 'grantStartExecution' ? 'states:StartExecution' : 'states:StartSyncExecution']),
    statements: [`this.${machine}.${grant}(this.${context.member(from.resource)});`, statement],
    call: startExecutionCall(connection, variable, context),
  };
}

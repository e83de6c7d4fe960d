/** StartExecution and StartSyncExecution in a generated handler. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { sdkClient, sdkDeadline } from './clients';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { CLIENT_SFN } from './packages';
import { pythonCall } from './python-calls';
import { typescriptFunction } from './typescript-function';

export function startExecutionCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  const waits = connection.kind.invocation === 'synchronous';
  return {
    packages: CLIENT_SFN,
    code: inLanguages(
      () => start(call, waits),
      () => pythonCall(waits ? 'run' : 'start', call),
    ),
  };
}

function start(call: DrawnCall, waits: boolean): ReturnType<CallCode['code']> {
  const client = sdkClient(waits ? 'syncWorkflows' : 'workflows', 'SFNClient', call);
  const command = waits ? 'StartSyncExecutionCommand' : 'StartExecutionCommand';
  const sent = `await ${client.name}.send(
    new ${command}({ stateMachineArn: env.${call.variable.property}, input: JSON.stringify(message) }),
    ${waits ? `${sdkDeadline(call)},` : ''}
  )`;
  return typescriptFunction({
    call,
    client,
    prefix: waits ? 'run' : 'start',
    imports: { '@aws-sdk/client-sfn': ['SFNClient', command] },
    says: `${waits ? 'StartSyncExecution, and wait' : 'StartExecution, and do not wait'}; ${call.says}${waits ? ' A failed execution comes back in an answer with status 200.' : ' A name of your own makes a second start of the same work harmless where the workflow is Standard.'}`,
    ...(waits ? { answer: { what: 'Output', type: 'unknown' } } : {}),
    body: waits
      ? `const { status, error, cause, output } = ${sent};
  if (status !== 'SUCCEEDED') throw new Error(\`${call.name.replaceAll(/[`$]/g, '')} ended as \${status}: \${error} \${cause}\`);
  return JSON.parse(output ?? 'null');`
      : `${sent};`,
  });
}

/** StartFlow in a generated handler. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { botoClient, sdkClient } from './clients';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { CLIENT_APPFLOW } from './packages';
import { pythonFunction } from './python-calls';
import { typescriptFunction } from './typescript-function';

export function startRunCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  return {
    packages: CLIENT_APPFLOW,
    code: inLanguages(
      () => startRun(call),
      () =>
        pythonFunction({
          call,
          client: botoClient('appflow', 'appflow', call),
          prefix: 'start',
          imports: {},
          setup: [],
          body: (boto, address) => `${boto}.start_flow(flowName=${address})`,
        }),
    ),
  };
}

function startRun(call: DrawnCall): ReturnType<CallCode['code']> {
  const client = sdkClient('appflow', 'AppflowClient', call);
  return typescriptFunction({
    call,
    client,
    prefix: 'start',
    imports: { '@aws-sdk/client-appflow': ['AppflowClient', 'StartFlowCommand'] },
    says: `StartFlow, ${call.says} The run goes on after the answer, and takes nothing from the message.`,
    argument: '_message',
    body: `const { executionId } = await ${client.name}.send(new StartFlowCommand({ flowName: env.${call.variable.property} }));
  console.info({ started: env.${call.variable.property}, executionId });`,
  });
}

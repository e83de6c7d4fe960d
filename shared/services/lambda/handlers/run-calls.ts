/** StartFlow in a generated handler. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { client, guarded, inLanguages } from './calls';
import { conditional, conditionCode, type DrawnCall, drawnCall, type Variable } from './drawn-call';
import { CLIENT_APPFLOW } from './packages';
import { pythonFunction } from './python-calls';

export function startRunCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  return {
    packages: CLIENT_APPFLOW,
    code: inLanguages(
      () => startRun(call),
      () =>
        pythonFunction({
          call,
          service: 'appflow',
          prefix: 'start',
          imports: {},
          setup: [],
          body: (boto, address) => `${boto}.start_flow(flowName=${address})`,
        }),
    ),
  };
}

function startRun(call: DrawnCall): ReturnType<CallCode['code']> {
  const { name, setup } = client('appflow', 'AppflowClient', call);
  const functionName = `start${call.suffix}`;
  const body = `const { executionId } = await ${name}.send(new StartFlowCommand({ flowName: env.${call.variable.property} }));
  console.info({ started: env.${call.variable.property}, executionId });`;
  return {
    imports: { names: { '@aws-sdk/client-appflow': ['AppflowClient', 'StartFlowCommand'] } },
    setup: [setup, ...conditionCode(call, functionName)],
    declarations: `
/** ${call.name}: StartFlow, ${call.says} The run goes on after the answer, and takes nothing from the message. */
async function ${functionName}(_message: unknown): Promise<void> {
  ${guarded(body, call)}
}`,
    call: conditional(call, functionName, 'message'),
  };
}

/** PutEvents in a generated handler. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import { quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { client, guarded, inLanguages } from './calls';
import { conditional, conditionCode, type DrawnCall, drawnCall, type Variable } from './drawn-call';
import { CLIENT_EVENTBRIDGE } from './packages';
import { pythonCall } from './python-calls';

export function putEventsCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  return {
    packages: CLIENT_EVENTBRIDGE,
    code: inLanguages(
      () => putEvents(call),
      () => pythonCall('put-events', call),
    ),
  };
}

function putEvents(call: DrawnCall): ReturnType<CallCode['code']> {
  const { name, setup } = client('eventBridge', 'EventBridgeClient', call);
  const functionName = `putEventOn${call.suffix}`;
  const entry = `{
    EventBusName: env.${call.variable.property},
    Source: ${quote(call.event.source)},
    DetailType: ${quote(call.event.detailType)},
    Detail: JSON.stringify(message),
  }`;
  const put = (entries: string): string => `const { FailedEntryCount = 0, Entries = [] } = await ${name}.send(
    new PutEventsCommand({ Entries: ${entries} }),
  );
  if (FailedEntryCount > 0) {
    const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
    throw new Error(\`\${FailedEntryCount} of \${Entries.length} events were refused: \${refused?.ErrorCode}\`);
  }`;
  const body = call.isBatch
    ? `for (let start = 0; start < messages.length; start += 10) {
    ${put(`messages.slice(start, start + 10).map((message) => (${entry}))`)}
  }`
    : put(`[${entry}]`);
  return {
    imports: { names: { '@aws-sdk/client-eventbridge': ['EventBridgeClient', 'PutEventsCommand'] } },
    setup: [setup, ...conditionCode(call, functionName)],
    declarations: `
/** ${call.name}: PutEvents, ${call.says} Rules choose by source and type: yours to name. An answer with status 200 may hold refused events. */
async function ${functionName}(${call.isBatch ? 'messages: readonly unknown[]' : 'message: unknown'}): Promise<void> {
  ${guarded(body, call)}
}`,
    call: conditional(call, functionName, call.isBatch ? '[message]' : 'message'),
  };
}

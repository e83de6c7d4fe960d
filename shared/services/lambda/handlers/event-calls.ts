/** PutEvents in a generated handler. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import { quote } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { sdkClient } from './clients';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { CLIENT_EVENTBRIDGE } from './packages';
import { pythonCall } from './python-calls';
import { typescriptFunction } from './typescript-function';

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
  const client = sdkClient('eventBridge', 'EventBridgeClient', call);
  const entry = `{
    EventBusName: env.${call.variable.property},
    Source: ${quote(call.event.source)},
    DetailType: ${quote(call.event.detailType)},
    Detail: JSON.stringify(message),
  }`;
  const put = (entries: string): string => `const { FailedEntryCount = 0, Entries = [] } = await ${client.name}.send(
    new PutEventsCommand({ Entries: ${entries} }),
  );
  if (FailedEntryCount > 0) {
    const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
    throw new Error(\`\${FailedEntryCount} of \${Entries.length} events were refused: \${refused?.ErrorCode}\`);
  }`;
  return typescriptFunction({
    call,
    client,
    prefix: 'putEventOn',
    imports: { '@aws-sdk/client-eventbridge': ['EventBridgeClient', 'PutEventsCommand'] },
    says: `PutEvents, ${call.says} Rules choose by source and type: yours to name. An answer with status 200 may hold refused events.`,
    argument: call.isBatch ? 'messages' : 'message',
    body: call.isBatch
      ? `for (let start = 0; start < messages.length; start += 10) {
    ${put(`messages.slice(start, start + 10).map((message) => (${entry}))`)}
  }`
      : put(`[${entry}]`),
  });
}

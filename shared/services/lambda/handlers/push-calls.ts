/** Pushes to the connections of a WebSocket API in a generated handler; a connection that is gone is no failure. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { botoClient, sdkClient, SOCKETS } from './clients';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { CLIENT_APIGATEWAYMANAGEMENTAPI } from './packages';
import { pythonFunction, snake } from './python-calls';
import { typescriptFunction } from './typescript-function';

export function postToConnectionCall(connection: Connection, variable: Variable, context: EmitContext): CallCode {
  const call = drawnCall(connection, variable, context);
  return {
    packages: CLIENT_APIGATEWAYMANAGEMENTAPI,
    code: inLanguages(
      () => typescript(call),
      () => python(call),
    ),
  };
}

const connectionsOf = `
/** Connections that a message is for. Yours to choose: here those that it names, else the one that it came by. */
const connectionsOf = (message: unknown): readonly string[] => {
  const { connectionIds, connectionId } = (message ?? {}) as { connectionIds?: string[]; connectionId?: string };
  return connectionIds ?? (connectionId === undefined ? [] : [connectionId]);
};`;

function typescript(call: DrawnCall): ReturnType<CallCode['code']> {
  const endpoint = `endpoint: env.${call.variable.property},\n  `;
  const client = sdkClient(`connectionsOf${call.suffix}`, 'ApiGatewayManagementApiClient', call, { first: endpoint });
  return typescriptFunction({
    call,
    client,
    prefix: 'pushTo',
    imports: {
      '@aws-sdk/client-apigatewaymanagementapi': [
        'ApiGatewayManagementApiClient',
        'GoneException',
        'PostToConnectionCommand',
      ],
    },
    setup: [connectionsOf],
    says: `PostToConnection, as many at once as the SDK has sockets, ${call.says}`,
    body: `const Data = JSON.stringify(message);
  const push = async (ConnectionId: string): Promise<void> => {
    try {
      await ${client.name}.send(new PostToConnectionCommand({ ConnectionId, Data }));
    } catch (error) {
      if (!(error instanceof GoneException)) throw error;
      // Yours: forget it, or each further message is tried in vain.
      console.info({ gone: ConnectionId });
    }
  };
  const ids = connectionsOf(message);
  for (let start = 0; start < ids.length; start += ${SOCKETS}) await Promise.all(ids.slice(start, start + ${SOCKETS}).map(push));`,
  });
}

const pythonConnectionsOf = `def connections_of(message):
    """Connections that a message is for. Yours to choose: here those that it names, else the one that it came by."""
    given = message if isinstance(message, dict) else {}
    one = [given["connectionId"]] if "connectionId" in given else []
    return given.get("connectionIds", one)
`;

function python(call: DrawnCall): ReturnType<CallCode['code']> {
  const endpoint = `    endpoint_url=os.environ["${call.variable.name}"],\n`;
  return pythonFunction({
    call,
    client: botoClient(`connections_of_${snake(call.suffix)}`, 'apigatewaymanagementapi', call, { first: endpoint }),
    prefix: 'push_to',
    imports: {},
    setup: [pythonConnectionsOf],
    body: (client) => `data = json.dumps(message).encode()
for connection_id in connections_of(message):
    try:
        ${client}.post_to_connection(ConnectionId=connection_id, Data=data)
    except ${client}.exceptions.GoneException:
        # Yours: forget it, or each further message is tried in vain.
        logger.info("gone: %s", connection_id)`,
  });
}

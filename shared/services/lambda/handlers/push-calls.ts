/** Pushes to the connections of a WebSocket API in a generated handler; a connection that is gone is no failure. */
import type { CallCode, EmitContext } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { type DrawnCall, drawnCall, inLanguages, type Variable } from './drawn-call';
import { CLIENT_APIGATEWAYMANAGEMENTAPI } from './packages';
import { pythonFunction } from './python-calls';
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
  const name = `connectionsOf${call.suffix}`;
  return typescriptFunction({
    call,
    client: {
      name,
      setup: `const ${name} = new ApiGatewayManagementApiClient({ endpoint: env.${call.variable.property}, maxAttempts: ${call.config.attempts} });`,
    },
    prefix: 'pushTo',
    imports: {
      '@aws-sdk/client-apigatewaymanagementapi': [
        'ApiGatewayManagementApiClient',
        'GoneException',
        'PostToConnectionCommand',
      ],
    },
    setup: [connectionsOf],
    says: `PostToConnection, ${call.says}`,
    body: `const Data = JSON.stringify(message);
  const push = async (ConnectionId: string): Promise<void> => {
    try {
      await ${name}.send(new PostToConnectionCommand({ ConnectionId, Data }));
    } catch (error) {
      if (!(error instanceof GoneException)) throw error;
      // Yours: forget it, or each further message is tried in vain.
      console.info({ gone: ConnectionId });
    }
  };
  await Promise.all(connectionsOf(message).map(push));`,
  });
}

const pythonConnectionsOf = `def connections_of(message):
    """Connections that a message is for. Yours to choose: here those that it names, else the one that it came by."""
    given = message if isinstance(message, dict) else {}
    one = [given["connectionId"]] if "connectionId" in given else []
    return given.get("connectionIds", one)
`;

function python(call: DrawnCall): ReturnType<CallCode['code']> {
  const client = `connections_at_${call.variable.name.toLowerCase()}_${call.config.attempts}`;
  return pythonFunction({
    call,
    service: undefined,
    prefix: 'push_to',
    imports: { boto3: [], 'botocore.config': ['Config'] },
    setup: [
      `${client} = boto3.client(
    "apigatewaymanagementapi",
    endpoint_url=os.environ["${call.variable.name}"],
    config=Config(retries={"mode": "standard", "total_max_attempts": ${call.config.attempts}}),
)
`,
      pythonConnectionsOf,
    ],
    body: () => `data = json.dumps(message).encode()
for connection_id in connections_of(message):
    try:
        ${client}.post_to_connection(ConnectionId=connection_id, Data=data)
    except ${client}.exceptions.GoneException:
        # Yours: forget it, or each further message is tried in vain.
        logger.info("gone: %s", connection_id)`,
  });
}

/** Code of a function behind routes of a WebSocket API. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';

/** One handler for all routes: what it returns for $connect decides, what it returns for a message goes back if drawn so. */
export function socketHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const routes = connections.map(({ config }) => String(config['routeKey'])).join(', ');
  const text = `${routes}. What is thrown here refuses a client that connects, and is an error message to one that is connected.`;
  return language === 'python' ? python(text, work) : typescript(text, work);
}

function typescript(text: string, work: WorkCode): HandlerCode {
  const [event, result] = ['APIGatewayProxyWebsocketEventV2', 'APIGatewayProxyStructuredResultV2'];
  return {
    imports: { types: { 'aws-lambda': [event, result] } },
    name: 'handleSocketEvent',
    eventType: event,
    guard: 'event.requestContext?.connectionId !== undefined',
    declarations: `
/** ${text} */
async function handleSocketEvent(event: ${event}): Promise<${result}> {
  const { connectionId, eventType } = event.requestContext;
  let message: unknown;
  if (eventType === 'MESSAGE') {
    try {
      message = { ...objectIn(event.body || '{}'), connectionId };
    } catch {
      return { statusCode: 400, body: JSON.stringify({ message: 'the message is not a JSON object' }) };
    }
  } else {
    // Yours: what is kept of a connection. Of one that is gone you are told at most once: AWS does not promise it.
    message = { id: connectionId, connectionId, isConnected: eventType === 'CONNECT' };
  }
  ${work.calls('event.requestContext.requestId')}
  return { statusCode: 200, body: JSON.stringify({ ${['received: message', ...work.answers].join(', ')} }) };
}

/** @throws where it is not JSON, or a list, a text or a number */
function objectIn(body: string): object {
  const content: unknown = JSON.parse(body);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw new TypeError('no object');
  return content;
}`,
  };
}

function python(text: string, work: WorkCode): HandlerCode {
  return {
    imports: { names: { json: [] } },
    name: 'handle_socket_event',
    eventType: '',
    guard: '"connectionId" in event.get("requestContext", {})',
    declarations: `
def handle_socket_event(event, context):
    """${text}"""
    connection_id = event["requestContext"]["connectionId"]
    kind = event["requestContext"]["eventType"]
    if kind == "MESSAGE":
        try:
            message = {**json.loads(event.get("body") or "{}"), "connectionId": connection_id}
        except (TypeError, ValueError):
            return {"statusCode": 400, "body": json.dumps({"message": "the message is not a JSON object"})}
    else:
        # Yours: what is kept of a connection. Of one that is gone you are told at most once: AWS does not promise it.
        message = {"id": connection_id, "connectionId": connection_id, "isConnected": kind == "CONNECT"}
    logger.info("%s %s", kind, event["requestContext"]["requestId"])
${indented(work.calls('event["requestContext"]["requestId"]'), 4)}
    return {"statusCode": 200, "body": json.dumps({${['"received": message', ...work.answers].join(', ')}})}
`,
  };
}

/** Code of a function behind HTTP: it reads the body, does what is drawn, and turns errors into statuses. */
import type { HandlerCode, InvocationCode, WorkCode } from './cdk';
import { indented } from './code';
import type { Connection } from './graph';

/** How the request comes to the function: as a REST API hands it over, or an HTTP API and a function URL. */
export type RequestForm = 'rest-request' | 'http-request';

/** Requests of one form are handled by the same code, whichever door they come through. */
export function requestInvocation(form: RequestForm): InvocationCode {
  return {
    form,
    handler(connections, work, language) {
      const routes = connections.map(routeOf).join(', ');
      const isRest = form === 'rest-request';
      // What an HTTP API makes of a function’s error is 500; a function URL, as a REST API, answers 502.
      const status = isRest || !connections.some(isRouted) ? 502 : 500;
      const text = `${routes}. The client waits: what is thrown here would reach it as a ${status}.`;
      const door = { isRest, hasPlaceholders: connections.some(hasPlaceholders) };
      return language === 'typescript' ? typescript(door, text, work) : python(door, text, work);
    },
  };
}

interface Door {
  readonly isRest: boolean;
  readonly hasPlaceholders: boolean;
}

/** `/items/{id}`: what is asked for is in the path. */
const hasPlaceholders = ({ config: { path } }: Connection): boolean => typeof path === 'string' && path.includes('{');

const isRouted = ({ config: { method } }: Connection): boolean => typeof method === 'string';

function routeOf(connection: Connection): string {
  const { method, path } = connection.config;
  return isRouted(connection) ? `${String(method)} ${String(path)}` : 'The function’s own URL';
}

/** What stands before the function cannot tell a throttle behind it from a bug: without this, both are a 500 or 502 to the client. */
const BUSY = /* typescript */ `
/** Refused for lack of room: by the SDK's words for it. */
const isThrottle = (error: unknown): boolean =>
  error instanceof Error && /Throttl|TooManyRequests|ProvisionedThroughputExceeded|LimitExceeded|SlowDown/.test(error.name);`;

const PYTHON_BUSY = `
def is_throttle(error):
    """Refused for lack of room: by the SDK's words for it."""
    code = getattr(error, "response", {}).get("Error", {}).get("Code", "")
    words = ("Throttl", "TooManyRequests", "ProvisionedThroughputExceeded", "LimitExceeded", "SlowDown")
    return any(word in code for word in words)
`;

function typescript({ isRest, hasPlaceholders: isNamed }: Door, text: string, work: WorkCode): HandlerCode {
  const [event, result] = isRest
    ? ['APIGatewayProxyEvent', 'APIGatewayProxyResult']
    : ['APIGatewayProxyEventV2', 'APIGatewayProxyStructuredResultV2'];
  const name = isRest ? 'handleRestRequest' : 'handleHttpRequest';
  const reply = isRest ? 'restReply' : 'httpReply';
  return {
    imports: { types: { 'aws-lambda': [event, result] } },
    name,
    common: [BUSY],
    eventType: event,
    guard: isRest ? 'event.requestContext?.httpMethod !== undefined' : 'event.requestContext?.http !== undefined',
    declarations: `
const ${reply} = (statusCode: number, body: object, headers: Record<string, string> = {}): ${result} => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** ${text} */
async function ${name}(event: ${event}): Promise<${result}> {
  let message: unknown;
  try {
    const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : event.body;
    message = body ? JSON.parse(body) : ${isNamed ? '{ ...event.queryStringParameters, ...event.pathParameters }' : 'event.queryStringParameters'};
  } catch {
    return ${reply}(400, { message: 'the body is not JSON' });
  }
  try {
    ${work.calls('event.requestContext.requestId')}
    return ${reply}(200, { ${['received: message', ...work.answers].join(', ')} });
  } catch (error) {
    console.error({ error });
    if (isThrottle(error)) return ${reply}(503, { message: 'busy, try again' }, { 'retry-after': '1' });
    return ${reply}(500, { message: 'internal error' });
  }
}`,
  };
}

function python({ isRest, hasPlaceholders: isNamed }: Door, text: string, work: WorkCode): HandlerCode {
  const name = isRest ? 'handle_rest_request' : 'handle_http_request';
  return {
    imports: { names: { base64: [], json: [] } },
    name,
    common: [PYTHON_BUSY],
    eventType: '',
    guard: isRest ? '"httpMethod" in event.get("requestContext", {})' : '"http" in event.get("requestContext", {})',
    declarations: `
def ${name}(event, context):
    """${text}"""

    def reply(status, body, **headers):
        return {
            "statusCode": status,
            "headers": {"content-type": "application/json", **headers},
            "body": json.dumps(body),
        }

    try:
        body = event.get("body")
        text = base64.b64decode(body) if body and event.get("isBase64Encoded") else body
        message = json.loads(text) if text else ${isNamed ? '{**(event.get("queryStringParameters") or {}), **(event.get("pathParameters") or {})}' : 'event.get("queryStringParameters")'}
    except ValueError:
        return reply(400, {"message": "the body is not JSON"})
    try:
        logger.info("request %s", event["requestContext"]["requestId"])
${indented(work.calls('event["requestContext"]["requestId"]'), 8)}
        return reply(200, {${['"received": message', ...work.answers].join(', ')}})
    except Exception as error:
        logger.exception("request failed")
        if is_throttle(error):
            return reply(503, {"message": "busy, try again"}, **{"retry-after": "1"})
        return reply(500, {"message": "internal error"})
`,
  };
}

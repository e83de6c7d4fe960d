/** Code of a function that an API invokes without waiting for it. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';

/** The integration hands over the body; Lambda runs the function after the client has its answer. */
export function eventHandler(
  connections: readonly Connection[],
  { calls, isIdempotent }: WorkCode,
  language: Language,
): HandlerCode {
  const routes = connections.map(({ config }) => `${String(config['method'])} ${String(config['path'])}`).join(', ');
  const duplicates = isIdempotent
    ? 'It may come twice: keep this code idempotent.'
    : 'It may come twice, and the drawing does not call this function idempotent: it will then be done twice.';
  const text = `${routes}: the client has its answer already. Throw to have the event tried again. ${duplicates}`;
  if (language === 'python') {
    return {
      imports: {},
      name: 'handle_request_event',
      eventType: '',
      guard: '"apiRequestId" in event',
      declarations: `
def handle_request_event(event, context):
    """${text}"""
    message = event["body"]
    logger.info("request %s", event["apiRequestId"])
${indented(calls, 4)}
`,
    };
  }
  return {
    imports: {},
    name: 'handleRequestEvent',
    eventType: 'RequestEvent',
    guard: 'event.apiRequestId !== undefined',
    declarations: `
/** What the API's request template hands over. */
interface RequestEvent {
  readonly apiRequestId: string;
  readonly path: string;
  readonly body: unknown;
}

/** ${text} */
async function handleRequestEvent({ apiRequestId, body: message }: RequestEvent): Promise<void> {
  console.info({ apiRequestId });
  ${calls}
}`,
  };
}

/** Code of a function that an API invokes without waiting for it. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { onRepeats, workCode } from '#shared/model/repeated-work';

/** The integration hands over the body; Lambda runs the function after the client has its answer. */
export function eventHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const routes = connections.map(({ config }) => `${String(config['method'])} ${String(config['path'])}`).join(', ');
  const text = `${routes}: the client has its answer already. Throw to have the event tried again. ${onRepeats('It', work)}`;
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
${indented(workCode(work, 'event["apiRequestId"]'), 4)}
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
  ${workCode(work, 'apiRequestId')}
}`,
  };
}

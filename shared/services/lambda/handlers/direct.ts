/** Code of a function that others invoke directly, and of one that takes the outcomes of another's invocations. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';

export function directHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const lines = explain(connections, work);
  return language === 'typescript' ? typescript(lines, work) : python(lines, work);
}

function explain(connections: readonly Connection[], { isIdempotent }: WorkCode): readonly string[] {
  if (connections.length === 0) return ['Nothing invokes this function in the drawing.'];
  const waiting = connections.filter(({ kind }) => kind.invocation === 'synchronous');
  const handed = connections.filter(({ kind }) => kind.invocation !== 'synchronous');
  return [
    ...(waiting.length > 0
      ? [
          `${names(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'} for the result. An error that is thrown comes back as FunctionError in an answer with status 200.`,
        ]
      : []),
    ...(handed.length > 0
      ? [
          `${names(handed)} ${handed.length === 1 ? 'hands' : 'hand'} the event to Lambda’s queue: an error has it tried again after one and two minutes.`,
          isIdempotent
            ? 'It may come twice: keep this code idempotent.'
            : 'It may come twice, and the drawing does not call this function idempotent: it will then be done twice.',
        ]
      : []),
  ];
}

const names = (connections: readonly Connection[]): string =>
  [...new Set(connections.map(({ from }) => from.resource.name))].join(', ');

function typescript(lines: readonly string[], { calls }: WorkCode): HandlerCode {
  return {
    imports: {},
    name: 'handleEvent',
    eventType: 'unknown',
    declarations: `
/**
${lines.map((line) => ` * ${line}`).join('\n')}
 */
async function handleEvent(message: unknown): Promise<unknown> {
  ${calls}
  return { done: true };
}`,
  };
}

function python(lines: readonly string[], { calls }: WorkCode): HandlerCode {
  return {
    imports: {},
    name: 'handle_event',
    eventType: '',
    declarations: `
def handle_event(message, context):
    """${lines.join('\n    ')}"""
${indented(calls, 4)}
    return {"done": True}
`,
  };
}

/** Lambda wraps the event: the destination gets the request, the condition and the answer. */
export function outcomeHandler(
  connections: readonly Connection[],
  { calls }: WorkCode,
  language: Language,
): HandlerCode {
  const sources = connections
    .map(({ from, kind }) => `${kind.role === 'failure' ? 'failures' : 'results'} of ${from.resource.name}`)
    .join(', ');
  if (language === 'python') {
    return {
      imports: {},
      name: 'handle_outcome',
      eventType: '',
      guard: '"requestContext" in event and "condition" in event["requestContext"]',
      declarations: `
def handle_outcome(event, context):
    """Outcomes of asynchronous invocations: ${sources}."""
    message = event["requestPayload"]
    logger.info("outcome %s of request %s", event["requestContext"]["condition"], event["requestContext"]["requestId"])
${indented(calls, 4)}
`,
    };
  }
  return {
    imports: {},
    name: 'handleOutcome',
    eventType: 'Outcome',
    guard: 'event.requestContext?.condition !== undefined',
    declarations: `
/** What Lambda reports of an asynchronous invocation. */
interface Outcome {
  readonly requestContext: { readonly requestId: string; readonly functionArn: string; readonly condition: string };
  readonly requestPayload: unknown;
  readonly responsePayload?: unknown;
}

/** Outcomes of asynchronous invocations: ${sources}. */
async function handleOutcome({ requestContext, requestPayload: message }: Outcome): Promise<void> {
  console.info({ requestId: requestContext.requestId, condition: requestContext.condition });
  ${calls}
}`,
  };
}

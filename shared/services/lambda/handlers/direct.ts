/** Code of a function that others invoke directly, and of one that takes the outcomes of another's invocations. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { type Code, indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { onRepeats, workCode } from '#shared/model/repeated-work';

export function directHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const lines = explain(connections, work);
  // Each attempt of an asynchronous event has the same request id; callers that wait have one for each call.
  const isKeyed = work.once !== undefined && connections.some(({ kind }) => kind.invocation !== 'synchronous');
  const id = language === 'python' ? 'context.aws_request_id' : 'context.awsRequestId';
  const own: Own = isKeyed
    ? { lines, code: workCode(work, id), answers: [] }
    : { lines, code: work.calls(id), answers: work.answers };
  return language === 'python' ? python(own) : typescript(own, isKeyed || work.needsId);
}

interface Own {
  readonly lines: readonly string[];
  readonly code: Code;
  /** What the handler tells of what the code came back with. */
  readonly answers: readonly Code[];
}

function explain(connections: readonly Connection[], work: WorkCode): readonly string[] {
  if (connections.length === 0) return ['Nothing invokes this function in the drawing.'];
  const waiting = connections.filter(({ kind }) => kind.invocation === 'synchronous');
  const handed = connections.filter(({ kind }) => kind.invocation !== 'synchronous');
  return [
    ...(waiting.length > 0
      ? [
          `${names(waiting)} ${waiting.length === 1 ? 'waits' : 'wait'} for the result.`,
          ...(waiting.some(isTask)
            ? ['An error that is thrown fails the task, and Retry and Catch know it by its name.']
            : []),
          ...(waiting.every(isTask)
            ? []
            : ['To code that waits, an error that is thrown is a FunctionError in an answer with status 200.']),
        ]
      : []),
    ...(handed.length > 0
      ? [
          `${names(handed)} ${handed.length === 1 ? 'hands' : 'hand'} the event to Lambda’s queue: an error has it tried again after one and two minutes.`,
          onRepeats('It', work),
        ]
      : []),
  ];
}

/**
 * Of a workflow: to its Retry and Catch the name of an error of the function is the error’s own
 * (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html, 2026-11-28).
 */
const isTask = ({ from }: Connection): boolean => from.contract === 'run-tasks';

const names = (connections: readonly Connection[]): string =>
  [...new Set(connections.map(({ from }) => from.resource.name))].join(', ');

function typescript({ lines, code, answers }: Own, takesContext: boolean): HandlerCode {
  return {
    imports: takesContext ? { types: { 'aws-lambda': ['Context'] } } : {},
    takesContext,
    name: 'handleEvent',
    eventType: 'unknown',
    declarations: `
/**
${lines.map((line) => ` * ${line}`).join('\n')}
 */
async function handleEvent(message: unknown${takesContext ? ', context: Context' : ''}): Promise<unknown> {
  ${code}
  return { ${['done: true', ...answers].join(', ')} };
}`,
  };
}

function python({ lines, code, answers }: Own): HandlerCode {
  return {
    imports: {},
    name: 'handle_event',
    eventType: '',
    declarations: `
def handle_event(message, context):
    """${lines.join('\n    ')}"""
${indented(code, 4)}
    return {${['"done": True', ...answers].join(', ')}}
`,
  };
}

/** Lambda wraps the event: the destination gets the request, the condition and the answer. */
export function outcomeHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
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
${indented(workCode(work, 'event["requestContext"]["requestId"]'), 4)}
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
  ${workCode(work, 'requestContext.requestId')}
}`,
  };
}

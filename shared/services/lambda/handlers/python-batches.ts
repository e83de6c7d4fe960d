/** Code in Python of a function that an event source mapping invokes with batches. */
import type { HandlerCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import { workCode } from '#shared/model/repeated-work';
import { TEST_EVENT } from '#shared/model/test-event';
import { type Batch, commonOf, parsed } from './batch';
import type { StreamForm } from './stream-forms';

export function pythonQueue(batch: Batch): HandlerCode {
  return {
    imports: { names: { json: [] } },
    name: 'handle_messages',
    eventType: '',
    guard: 'source_of(event) == "aws:sqs"',
    common: commonOf(batch),
    declarations: pythonBatch(batch, {
      handler: 'handle_messages',
      each: 'handle_message',
      what: 'message',
      identifier: 'record["messageId"]',
      key: batch.bucket.workId('record["messageId"]'),
      parse: parsed(batch, 'json.loads(record["body"])'),
      stopsAtFailure: batch.fifo,
      partly: batch.fifo
        ? 'They are handled in order; after the first that fails, the rest of the batch comes back with it.'
        : 'Those that fail come back; the others count as done.',
    }),
  };
}

export function pythonStream(batch: Batch, { noun, source, python }: StreamForm): HandlerCode {
  const what = noun.toLowerCase();
  return {
    imports: { names: python.imports },
    name: `handle_${what}s`,
    eventType: '',
    guard: `source_of(event) == "${source}"`,
    ...(python.common ? { common: python.common } : {}),
    declarations: pythonBatch(batch, {
      handler: `handle_${what}s`,
      each: `handle_${what}`,
      what,
      identifier: python.identifier,
      key: python.key,
      parse: python.parse,
      stopsAtFailure: true,
      partly: 'Lambda tries again from the first that fails; those before it count as done.',
    }),
  };
}

interface PythonBatch {
  readonly handler: string;
  readonly each: string;
  readonly what: string;
  readonly identifier: string;
  readonly key: string;
  readonly parse: string;
  readonly stopsAtFailure: boolean;
  readonly partly: string;
}

function pythonBatch(
  batch: Batch,
  { handler, each, what, identifier, key, parse, stopsAtFailure, partly }: PythonBatch,
): string {
  const rest = stopsAtFailure && what === 'message';
  const failed = rest
    ? `failures = [{"itemIdentifier": record["messageId"]} for record in event["Records"][index:]]
            break`
    : `failures.append({"itemIdentifier": ${identifier}})${stopsAtFailure ? '\n            break' : ''}`;
  const body = batch.reportsItemFailures
    ? `    """Each ${what} of ${batch.sources}. ${partly}"""
    failures = []
    for ${rest ? 'index, record in enumerate(event["Records"])' : 'record in event["Records"]'}:
        try:
            ${each}(record)
        except Exception:
            logger.exception("${what} %s failed", ${identifier})
            ${failed}
    return {"batchItemFailures": failures}`
    : `    """Each ${what} of ${batch.sources}. If one fails, the whole batch comes back, with what was done."""
    for record in event["Records"]:
        ${each}(record)`;
  return `
def ${handler}(event, context):
${body}


def ${each}(record):
    """Your code for one ${what}.

    ${batch.duplicates}
    ${batch.giveUp}
    """
    message = ${parse}${what === 'message' && batch.carriesTestEvents ? `\n    if ${TEST_EVENT.python.condition}:\n        return` : ''}
    logger.info("${what} %s", ${identifier})
${indented(workCode(batch, key), 4)}
`;
}

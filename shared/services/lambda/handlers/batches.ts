/** Code of a function that an event source mapping invokes with batches. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { PYTHON_CHANGE } from '#shared/model/item-changes';
import { isIdentified, onRepeats, workCode } from '#shared/model/repeated-work';
import { type BucketMessages, bucketMessages, carriesTestEvents, TEST_EVENT } from '#shared/model/test-event';

export function batchHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const batch = describe(connections, work, language);
  const [first] = connections;
  if (first?.from.contract !== 'read-shards') return language === 'python' ? pythonQueue(batch) : queue(batch);
  const form = 'records' in first.from.terms && first.from.terms.records === 'item changes' ? CHANGES : RECORDS;
  return language === 'python' ? pythonStream(batch, form) : stream(batch, form);
}

/** How the records of a stream come to a handler. */
interface StreamForm {
  /** `KinesisStream`: the beginning of the names of its types. */
  readonly event: string;
  readonly record: string;
  readonly response: string;
  readonly source: string;
  /** `Record`, `Change`: what one of them is. */
  readonly noun: string;
  /** First lines of the function for one record. */
  readonly open: string;
  readonly identifier: string;
  /** What tells it from all others. */
  readonly key: string;
  readonly names?: Readonly<Record<string, readonly string[]>>;
  readonly python: {
    readonly imports: Readonly<Record<string, readonly string[]>>;
    readonly common?: readonly string[];
    readonly identifier: string;
    readonly key: string;
    readonly parse: string;
  };
}

const RECORDS: StreamForm = {
  event: 'KinesisStreamEvent',
  record: 'KinesisStreamRecord',
  response: 'KinesisStreamBatchResponse',
  source: 'aws:kinesis',
  noun: 'Record',
  open: `const { kinesis } = record;
  const message: unknown = JSON.parse(Buffer.from(kinesis.data, 'base64').toString('utf8'));
  console.info({ sequenceNumber: kinesis.sequenceNumber, partitionKey: kinesis.partitionKey });`,
  identifier: 'record.kinesis.sequenceNumber',
  key: 'record.eventID',
  python: {
    imports: { base64: [], json: [] },
    identifier: 'record["kinesis"]["sequenceNumber"]',
    key: 'record["eventID"]',
    parse: 'json.loads(base64.b64decode(record["kinesis"]["data"]))',
  },
};

/** Of a removed item the old image is left, of a stream of keys the keys. */
const CHANGES: StreamForm = {
  event: 'DynamoDBStreamEvent',
  record: 'DynamoDBRecord',
  response: 'DynamoDBBatchResponse',
  source: 'aws:dynamodb',
  noun: 'Change',
  open: `const { eventName, dynamodb = {} } = record;
  const image = dynamodb.NewImage ?? dynamodb.OldImage ?? dynamodb.Keys ?? {};
  const message: unknown = unmarshall(image as Parameters<typeof unmarshall>[0]);
  console.info({ change: eventName, sequenceNumber: dynamodb.SequenceNumber });`,
  identifier: "record.dynamodb?.SequenceNumber ?? ''",
  key: 'record.eventID!',
  names: { '@aws-sdk/util-dynamodb': ['unmarshall'] },
  python: {
    imports: PYTHON_CHANGE.imports,
    common: PYTHON_CHANGE.declarations,
    identifier: 'record["dynamodb"]["SequenceNumber"]',
    key: 'record["eventID"]',
    parse: 'changed_item(record["dynamodb"])',
  },
};

interface Batch extends WorkCode {
  readonly sources: string;
  /** Only if all mappings say so: to a mapping that does not, a returned failure means success, and the message is lost. */
  readonly reportsItemFailures: boolean;
  readonly fifo: boolean;
  /** Whether a bucket’s test event may be among the messages. */
  readonly carriesTestEvents: boolean;
  readonly bucket: BucketMessages;
  readonly duplicates: string;
  readonly giveUp: string;
}

function describe(connections: readonly Connection[], work: WorkCode, language: Language): Batch {
  const mayBeTest = connections.some(({ from }) => carriesTestEvents(from.resource));
  return {
    ...work,
    sources: connections.map(({ from }) => from.resource.name).join(', '),
    reportsItemFailures: connections.every(({ config }) => config['reportBatchItemFailures'] === true),
    fifo: connections.some(({ from }) => 'fifo' in from.terms && from.terms.fifo),
    carriesTestEvents: mayBeTest,
    bucket: bucketMessages(mayBeTest, isIdentified(work), language),
    duplicates: onRepeats('It', work),
    giveUp: [...new Set(connections.map(whenItFails))].join(' '),
  };
}

/** What becomes of work that fails for good, as the connection kind states it. */
function whenItFails(connection: Connection): string {
  const text = connection.kind.behaviour(connection).onFailure;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function queue(batch: Batch): HandlerCode {
  const one = `
/**
 * Your code for one message. ${batch.duplicates}
 * ${batch.giveUp}
 */
async function handleMessage(record: SQSRecord): Promise<void> {
  const message: unknown = JSON.parse(record.body);${batch.carriesTestEvents ? `\n  if (${TEST_EVENT.typescript.condition}) return;` : ''}
  console.info({ messageId: record.messageId, receives: record.attributes.ApproximateReceiveCount });
  ${workCode(batch, batch.bucket.workId('record.messageId'))}
}`;
  const common = {
    name: 'handleMessages',
    eventType: 'SQSEvent',
    guard: "event.Records?.[0]?.eventSource === 'aws:sqs'",
    common: batch.bucket.declarations,
  };
  if (!batch.reportsItemFailures) {
    return {
      ...common,
      imports: { types: { 'aws-lambda': ['SQSEvent', 'SQSRecord'] } },
      declarations: `
/** Messages of ${batch.sources}. If one fails, the whole batch comes back, with the messages that were done. */
async function handleMessages(event: SQSEvent): Promise<void> {
  for (const record of event.Records) await handleMessage(record);
}
${one}`,
    };
  }
  const processor = batch.fifo ? 'SqsFifoPartialProcessorAsync' : 'BatchProcessor';
  return {
    ...common,
    takesContext: true,
    imports: {
      types: { 'aws-lambda': ['Context', 'SQSBatchResponse', 'SQSEvent', 'SQSRecord'] },
      names: {
        '@aws-lambda-powertools/batch': [processor, 'processPartialResponse', ...(batch.fifo ? [] : ['EventType'])],
      },
    },
    declarations: `
const processor = new ${processor}(${batch.fifo ? '' : 'EventType.SQS'});

/**
 * Messages of ${batch.sources}. ${batch.fifo ? 'They are handled in order; after the first that fails, the rest of the batch comes back with it.' : 'Those that fail come back; the others count as done.'}
 */
async function handleMessages(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  return processPartialResponse(event, handleMessage, processor, { context });
}
${one}`,
  };
}

/** Records are handled one after another: a shard promises order, and after a failure Lambda starts again from there. */
function stream(batch: Batch, form: StreamForm): HandlerCode {
  const { event, record, response, noun, open, identifier, names } = form;
  const [each, all] = [`handle${noun}`, `handle${noun}s`];
  const one = `
/**
 * Your code for one ${noun.toLowerCase()}. ${batch.duplicates}
 * ${batch.giveUp}
 */
async function ${each}(record: ${record}): Promise<void> {
  ${open}
  ${workCode(batch, form.key)}
}`;
  const common = { name: all, eventType: event, guard: `event.Records?.[0]?.eventSource === '${form.source}'` };
  if (!batch.reportsItemFailures) {
    return {
      ...common,
      imports: { types: { 'aws-lambda': [event, record] }, ...(names ? { names } : {}) },
      declarations: `
/** ${noun}s of ${batch.sources}, in order. If one fails, the whole batch is tried again, with the records that were done. */
async function ${all}(event: ${event}): Promise<void> {
  for (const record of event.Records) await ${each}(record);
}
${one}`,
    };
  }
  return {
    ...common,
    imports: { types: { 'aws-lambda': [response, event, record] }, ...(names ? { names } : {}) },
    declarations: `
/** ${noun}s of ${batch.sources}, in order. Lambda tries again from the first that fails; those before it count as done. */
async function ${all}(event: ${event}): Promise<${response}> {
  for (const record of event.Records) {
    try {
      await ${each}(record);
    } catch (error) {
      console.error({ sequenceNumber: ${identifier}, error });
      return { batchItemFailures: [{ itemIdentifier: ${identifier} }] };
    }
  }
  return { batchItemFailures: [] };
}
${one}`,
  };
}

function pythonQueue(batch: Batch): HandlerCode {
  return {
    imports: { names: { json: [] } },
    name: 'handle_messages',
    eventType: '',
    guard: 'source_of(event) == "aws:sqs"',
    common: batch.bucket.declarations,
    declarations: pythonBatch(batch, {
      handler: 'handle_messages',
      each: 'handle_message',
      what: 'message',
      identifier: 'record["messageId"]',
      key: batch.bucket.workId('record["messageId"]'),
      parse: 'json.loads(record["body"])',
      stopsAtFailure: batch.fifo,
      partly: batch.fifo
        ? 'They are handled in order; after the first that fails, the rest of the batch comes back with it.'
        : 'Those that fail come back; the others count as done.',
    }),
  };
}

function pythonStream(batch: Batch, { noun, source, python }: StreamForm): HandlerCode {
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

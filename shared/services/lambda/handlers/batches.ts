/** Code of a function that an event source mapping invokes with batches. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import type { Connection } from '#shared/model/graph';
import { workCode } from '#shared/model/repeated-work';
import { TEST_EVENT } from '#shared/model/test-event';
import { type Batch, batchOf, commonOf, parsed } from './batch';
import { pythonQueue, pythonStream } from './python-batches';
import { CHANGES, RECORDS, type StreamForm } from './stream-forms';

export function batchHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const batch = batchOf(connections, work, language);
  const [first] = connections;
  if (first?.from.contract !== 'read-shards') return language === 'python' ? pythonQueue(batch) : queue(batch);
  const form = 'records' in first.from.terms && first.from.terms.records === 'item changes' ? CHANGES : RECORDS;
  return language === 'python' ? pythonStream(batch, form) : stream(batch, form);
}

function queue(batch: Batch): HandlerCode {
  const one = `
/**
 * Your code for one message. ${batch.duplicates}
 * ${batch.giveUp}
 */
async function handleMessage(record: SQSRecord): Promise<void> {
  const message: unknown = ${parsed(batch, 'JSON.parse(record.body)')};${batch.carriesTestEvents ? `\n  if (${TEST_EVENT.typescript.condition}) return;` : ''}
  console.info({ messageId: record.messageId, receives: record.attributes.ApproximateReceiveCount });
  ${workCode(batch, batch.bucket.workId('record.messageId'))}
}`;
  const common = {
    name: 'handleMessages',
    eventType: 'SQSEvent',
    guard: "event.Records?.[0]?.eventSource === 'aws:sqs'",
    common: commonOf(batch),
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

/** Code of a function that a pipe invokes: a list of messages or records, or of what the pipe's enrichment made of them. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import type { Connection } from '#shared/model/graph';
import { onRepeats, workCode } from '#shared/model/repeated-work';

interface Said {
  readonly pipes: string;
  /** It answers with what the target is to get. */
  readonly enriches: boolean;
  /** It names the records that failed: only if all its pipes wait for that. */
  readonly namesFailures: boolean;
  readonly repeats: string;
}

export function pipeHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const said: Said = {
    pipes: connections.map(({ from }) => from.resource.name).join(', '),
    enriches: connections.some(({ kind }) => kind.id === 'pipes/enrich-by-function'),
    namesFailures: connections.every(({ config }) => config['reportBatchItemFailures'] === true),
    repeats: onRepeats('It', work),
  };
  return language === 'typescript' ? typescript(said, work) : python(said, work);
}

const TELLS = {
  enriches:
    'What is returned goes on to the target, record for record. If one fails, the whole pipe runs again for the batch.',
  namesFailures: 'Those that fail are named and come again, the others count as done.',
  neither: 'If one fails, the whole batch comes again, with what was done.',
} as const;

const tells = ({ enriches, namesFailures }: Said): string =>
  enriches ? TELLS.enriches : namesFailures ? TELLS.namesFailures : TELLS.neither;

const TYPESCRIPT = `
/** A message of SQS, a record of Kinesis or a change of DynamoDB as a pipe has it, or what an enrichment made of it. */
interface PipeRecord {
  readonly messageId?: string;
  readonly eventID?: string;
  readonly body?: string;
  readonly data?: string;
}`;

function typescript(said: Said, work: WorkCode): HandlerCode {
  const open = `const id = record.messageId ?? record.eventID ?? '';
  console.info({ id });`;
  const read = `/** The record's own content: JSON in the body of a message, or in the data of a record. */
function contentOf(record: PipeRecord): unknown {
  if (record.body !== undefined) return JSON.parse(record.body);
  return record.data === undefined ? record : JSON.parse(Buffer.from(record.data, 'base64').toString('utf8'));
}`;
  const returns = said.enriches
    ? 'Promise<PipeRecord[]>'
    : said.namesFailures
      ? 'Promise<{ batchItemFailures: { itemIdentifier: string }[] }>'
      : 'Promise<void>';
  const body = said.enriches
    ? `const enriched: PipeRecord[] = [];
  for (const record of event) enriched.push(await handlePipeRecord(record));
  return enriched;`
    : said.namesFailures
      ? `const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event) {
    try {
      await handlePipeRecord(record);
    } catch (error) {
      const itemIdentifier = record.messageId ?? record.eventID;
      if (itemIdentifier === undefined) throw error;
      console.error({ itemIdentifier, error });
      batchItemFailures.push({ itemIdentifier });
    }
  }
  return { batchItemFailures };`
      : 'for (const record of event) await handlePipeRecord(record);';
  return {
    imports: {},
    name: 'handlePipe',
    eventType: 'readonly PipeRecord[]',
    guard: 'Array.isArray(event)',
    declarations: `${TYPESCRIPT}

/**
 * What ${said.pipes} polled.
 * ${tells(said)}
 */
async function handlePipe(event: readonly PipeRecord[]): ${returns} {
  ${body}
}

/** Your code for one of them. ${said.repeats} */
async function handlePipeRecord(record: PipeRecord): Promise<${said.enriches ? 'PipeRecord' : 'void'}> {
  const message: unknown = contentOf(record);
  ${open}
  ${workCode(work, 'id')}${said.enriches ? '\n  // What the target gets: add what it needs, and keep messageId and eventID.\n  return record;' : ''}
}

${read}`,
  };
}

function python(said: Said, work: WorkCode): HandlerCode {
  const body = said.enriches
    ? `    return [handle_pipe_record(record) for record in event]`
    : said.namesFailures
      ? `    failures = []
    for record in event:
        try:
            handle_pipe_record(record)
        except Exception:
            identifier = record.get("messageId") or record["eventID"]
            logger.exception("record %s failed", identifier)
            failures.append({"itemIdentifier": identifier})
    return {"batchItemFailures": failures}`
      : `    for record in event:
        handle_pipe_record(record)`;
  return {
    imports: { names: { base64: [], json: [] } },
    name: 'handle_pipe',
    eventType: '',
    guard: 'isinstance(event, list)',
    declarations: `
def handle_pipe(event, context):
    """What ${said.pipes} polled.

    ${tells(said)}
    """
${body}


def handle_pipe_record(record):
    """Your code for one of them. ${said.repeats}"""
    message = content_of(record)
    identifier = record.get("messageId") or record.get("eventID")
    logger.info("record %s", identifier)
${indented(workCode(work, 'identifier'), 4)}
${said.enriches ? '    # What the target gets: add what it needs, and keep messageId and eventID.\n    return record\n' : ''}

def content_of(record):
    """The record's own content: JSON in the body of a message, or in the data of a record."""
    if "body" in record:
        return json.loads(record["body"])
    return json.loads(base64.b64decode(record["data"])) if "data" in record else record
`,
  };
}

/** Code of a function that a pipe invokes: a list of messages or records, or of what the pipe's enrichment made of them. */
import type { HandlerCode, Language, WorkCode } from '#shared/model/cdk';
import { type Code, indented } from '#shared/model/code';
import { comesInEnvelopes, UNWRAPPED, type Unwrapping } from '#shared/model/envelope';
import type { Connection } from '#shared/model/graph';
import { PYTHON_CHANGE, UTIL_DYNAMODB } from '#shared/model/item-changes';
import { isIdentified, onRepeats, WORK_ID, workCode } from '#shared/model/repeated-work';
import { type BucketMessages, bucketMessages, carriesTestEvents, TEST_EVENT } from '#shared/model/test-event';
import { enrichmentsOf, sourcesOf } from './stages';

interface Said {
  readonly pipes: string;
  /** It answers with what the target is to get. */
  readonly enriches: boolean;
  /** It names the records that failed: only if all its pipes wait for that. */
  readonly namesFailures: boolean;
  readonly repeats: string;
  /** An enrichment before it may have left out what tells the records apart. */
  readonly mayBeAnything: boolean;
  /** Changes of items are among them. */
  readonly hasChanges: boolean;
  /** How the envelope of a topic is taken off; undefined where none comes. */
  readonly unwrapping: Unwrapping | undefined;
  /** Whether a bucket’s test event may be among the messages. */
  readonly carriesTestEvents: boolean;
  readonly bucket: BucketMessages;
}

export function pipeHandler(connections: readonly Connection[], work: WorkCode, language: Language): HandlerCode {
  const polled = connections.flatMap(({ from }) => sourcesOf(from.resource)).map(({ from }) => from.resource);
  const mayBeTest = polled.some(carriesTestEvents);
  const said: Said = {
    pipes: connections.map(({ from }) => from.resource.name).join(', '),
    enriches: connections.some(({ kind }) => kind.id === 'pipes/enrich-by-function'),
    namesFailures: connections.every(({ config }) => config['reportBatchItemFailures'] === true),
    repeats: onRepeats('It', work),
    mayBeAnything: connections.some(({ id, from }) => enrichmentsOf(from.resource).some((each) => each.id !== id)),
    hasChanges: connections.some(pollsChanges),
    unwrapping: polled.some(comesInEnvelopes) ? UNWRAPPED[language] : undefined,
    carriesTestEvents: mayBeTest,
    bucket: bucketMessages(mayBeTest, isIdentified(work), language),
  };
  return language === 'typescript' ? typescript(said, work) : python(said, work);
}

const pollsChanges = ({ from: { resource } }: Connection): boolean =>
  resource.inbound.some(({ from }) => 'records' in from.terms && from.terms.records === 'item changes');

/** npm packages of the handler in TypeScript. */
export const packagesOf = (connection: Connection) => (pollsChanges(connection) ? UTIL_DYNAMODB : {});

const TELLS = {
  enriches:
    'What is returned goes on to the target, record for record. If one fails, the whole pipe runs again for the batch.',
  namesFailures: 'Those that fail are named and come again, the others count as done.',
  neither: 'If one fails, the whole batch comes again, with what was done.',
} as const;

const commonOf = ({ unwrapping, bucket }: Said): readonly Code[] => [
  ...(unwrapping ? [unwrapping.declaration] : []),
  ...bucket.declarations,
];

const parsed = ({ unwrapping }: Said, body: Code): Code => (unwrapping ? `${unwrapping.name}(${body})` : body);

const tells = ({ enriches, namesFailures }: Said): string =>
  enriches ? TELLS.enriches : namesFailures ? TELLS.namesFailures : TELLS.neither;

const DYNAMODB = `
  readonly dynamodb?: Readonly<Record<'NewImage' | 'OldImage' | 'Keys', Parameters<typeof unmarshall>[0] | undefined>>;`;

const recordType = ({ hasChanges, enriches }: Said): string => `
/** A message of SQS, a record of Kinesis or a change of DynamoDB as a pipe has it, or what an enrichment made of it. */
interface PipeRecord {
  readonly messageId?: string;
  readonly eventID?: string;
  readonly body?: string;
  readonly data?: string;${hasChanges ? DYNAMODB : ''}${enriches ? '\n  /** What is added. */\n  readonly [name: string]: unknown;' : ''}
}`;

/** Of a removed item the old image is left, of a stream of keys the keys. */
const CHANGE = `
  const { NewImage, OldImage, Keys } = record.dynamodb ?? {};
  const image = NewImage ?? OldImage ?? Keys;
  if (image) return unmarshall(image);`;

function typescript(said: Said, work: WorkCode): HandlerCode {
  const otherwise = said.mayBeAnything ? "createHash('sha256').update(JSON.stringify(record)).digest('hex')" : "''";
  const id = said.bucket.workId(`record.messageId ?? record.eventID ?? ${otherwise}`);
  const skip = `if (${TEST_EVENT.typescript.condition}) return${said.enriches ? ' undefined' : ''};`;
  const open = `${said.carriesTestEvents ? `${skip}\n  ` : ''}const workId = ${id};
  console.info({ workId });`;
  const made = said.enriches ? `PipeRecord${said.carriesTestEvents ? ' | undefined' : ''}` : 'void';
  const read = `/** The record's own content: ${said.hasChanges ? 'the item of a change, ' : ''}JSON in the body of a message, or in the data of a record. */
function contentOf(record: PipeRecord): unknown {
  if (record.body !== undefined) return ${parsed(said, 'JSON.parse(record.body)')};${said.hasChanges ? CHANGE : ''}
  return record.data === undefined ? record : JSON.parse(Buffer.from(record.data, 'base64').toString('utf8'));
}`;
  const returns = said.enriches
    ? 'Promise<PipeRecord[]>'
    : said.namesFailures
      ? 'Promise<{ batchItemFailures: { itemIdentifier: string }[] }>'
      : 'Promise<void>';
  const body = said.enriches
    ? `const enriched: PipeRecord[] = [];
  ${
    said.carriesTestEvents
      ? `for (const record of event) {
    const made = await handlePipeRecord(record);
    // The target gets nothing for a test event.
    if (made !== undefined) enriched.push(made);
  }`
      : 'for (const record of event) enriched.push(await handlePipeRecord(record));'
  }
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
  const names = {
    ...(said.hasChanges ? { '@aws-sdk/util-dynamodb': ['unmarshall'] } : {}),
    ...(said.mayBeAnything ? { 'node:crypto': ['createHash'] } : {}),
  };
  return {
    imports: { names },
    name: 'handlePipe',
    eventType: 'readonly PipeRecord[]',
    guard: 'Array.isArray(event)',
    common: commonOf(said),
    declarations: `${recordType(said)}

/**
 * What ${said.pipes} polled.
 * ${tells(said)}
 */
async function handlePipe(event: readonly PipeRecord[]): ${returns} {
  ${body}
}

/** Your code for one of them. ${said.repeats} */
async function handlePipeRecord(record: PipeRecord): Promise<${made}> {
  const message: unknown = contentOf(record);
  ${open}
  ${said.enriches ? enriching(work, 'typescript') : workCode(work, WORK_ID.typescript)}
}

${read}`,
  };
}

/** The target gets the record with what was read for it; a table of keys cannot tell what that was. */
function enriching(work: WorkCode, language: Language): Code {
  const [mark, more, end] = language === 'python' ? ['#', '**', ''] : ['//', '...', ';'];
  const code = work.once ? workCode(work, WORK_ID[language]) : work.calls(WORK_ID[language]);
  const answers = work.once ? [] : work.answers;
  const all = [`${more}record`, ...answers].join(', ');
  const record = answers.length === 0 ? 'record' : `{${all}}`;
  return `${code}\n${mark} What the target gets: add what it needs, and keep messageId and eventID.\nreturn ${record}${end}`;
}

function python(said: Said, work: WorkCode): HandlerCode {
  const body = said.enriches
    ? said.carriesTestEvents
      ? `    made = [handle_pipe_record(record) for record in event]
    # The target gets nothing for a test event.
    return [record for record in made if record is not None]`
      : `    return [handle_pipe_record(record) for record in event]`
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
  const otherwise = said.mayBeAnything
    ? ' or hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()'
    : '';
  const id = said.bucket.workId(`record.get("messageId") or record.get("eventID")${otherwise}`);
  return {
    imports: {
      names: {
        base64: [],
        json: [],
        ...(said.mayBeAnything ? { hashlib: [] } : {}),
        ...(said.hasChanges ? PYTHON_CHANGE.imports : {}),
      },
    },
    name: 'handle_pipe',
    eventType: '',
    guard: 'isinstance(event, list)',
    common: [...(said.hasChanges ? PYTHON_CHANGE.declarations : []), ...commonOf(said)],
    declarations: `
def handle_pipe(event, context):
    """What ${said.pipes} polled.

    ${tells(said)}
    """
${body}


def handle_pipe_record(record):
    """Your code for one of them. ${said.repeats}"""
    message = content_of(record)${said.carriesTestEvents ? `\n    if ${TEST_EVENT.python.condition}:\n        return None` : ''}
    work_id = ${id}
    logger.info("record %s", work_id)
${indented(said.enriches ? enriching(work, 'python') : workCode(work, WORK_ID.python), 4)}


def content_of(record):
    """The record's own content: ${said.hasChanges ? 'the item of a change, ' : ''}JSON in the body of a message, or in the data of a record."""
    if "body" in record:
        return ${parsed(said, 'json.loads(record["body"])')}${said.hasChanges ? `\n    if "dynamodb" in record:\n        return changed_item(record["dynamodb"])` : ''}
    return json.loads(base64.b64decode(record["data"])) if "data" in record else record
`,
  };
}

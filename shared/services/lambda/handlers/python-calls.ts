/** The same calls in Python, with the boto3 that Lambda's runtime brings. */
import type { CallCode } from '#shared/model/cdk';
import { indented } from '#shared/model/code';
import { WORK_ID } from '#shared/model/repeated-work';
import { botoClient, type Client } from './clients';
import { type DrawnCall, type Kept } from './drawn-call';
import { PYTHON_ID_OF, pythonDigest } from './known-by';

type Verb = 'send' | 'publish' | 'put' | 'put-events' | 'invoke' | 'invoke-async' | 'start' | 'run';

/** Name of the client in the code, and of boto3's service. */
const CLIENTS: Readonly<Record<Verb, readonly [name: string, service: string]>> = {
  send: ['sqs', 'sqs'],
  publish: ['sns', 'sns'],
  put: ['kinesis', 'kinesis'],
  'put-events': ['event_bridge', 'events'],
  invoke: ['sync_lambda', 'lambda'],
  'invoke-async': ['async_lambda', 'lambda'],
  start: ['workflows', 'stepfunctions'],
  run: ['sync_workflows', 'stepfunctions'],
};
const PREFIX: Readonly<Record<Verb, string>> = {
  send: 'send_to',
  publish: 'publish_to',
  put: 'put_on',
  'put-events': 'put_events_on',
  invoke: 'invoke',
  'invoke-async': 'hand_to',
  start: 'start',
  run: 'run',
};

/** What callers that wait come back with. */
const ANSWER: Readonly<Partial<Record<Verb, string>>> = { invoke: 'Result', run: 'Output' };

const groupOf = `def group_of(message):
    """Messages of one group keep their order and are worked on one at a time. Yours to choose."""
    return str(message.get("group", "default")) if isinstance(message, dict) else "default"
`;
const tenantOf = `def tenant_of(message):
    """Whose work this is: while one tenant has a backlog, messages of the others come first. Yours to choose."""
    return str(message.get("tenant", "none")) if isinstance(message, dict) else "none"
`;
const keyOf = `def key_of(message):
    """Records of one key keep their order and share a shard. Yours to choose."""
    return str(message.get("key", uuid.uuid4())) if isinstance(message, dict) else str(uuid.uuid4())
`;
/** Without its attributes a message passes no filter. */
const attributes = `def attributes_of(message, names):
    """Subscribers filter by these attributes. Yours to choose: here they come from the message."""
    given = message if isinstance(message, dict) else {}
    return {name: {"DataType": "String", "StringValue": str(given.get(name, "none"))} for name in names}
`;

/** A call as a function of its own, with its client. */
export interface PythonFunction {
  readonly call: DrawnCall;
  /** Of boto3; absent for a call that needs none of AWS's. */
  readonly client?: Client;
  /** `write_to`: the beginning of its name. */
  readonly prefix: string;
  readonly imports: Readonly<Record<string, readonly string[]>>;
  readonly setup: readonly string[];
  readonly argument?: string;
  /** Whether it takes what tells this piece of work from others, as `work_id`. */
  readonly needsId?: boolean;
  readonly answer?: Kept;
  /** It changes nothing. */
  readonly reads?: boolean;
  body(client: string, address: string): string;
}

export function pythonFunction(spec: PythonFunction): ReturnType<CallCode['code']> {
  const { call, client, argument = 'message', needsId = false, reads = false, answer } = spec;
  const boto = { boto3: [], 'botocore.config': ['Config'] };
  const name = `${spec.prefix}_${snake(call.suffix)}`;
  const body = spec.body(client?.name ?? '', `os.environ["${call.variable.name}"]`);
  const guardedBody = call.config.failsInvocation
    ? indented(body, 4)
    : `    try:\n${indented(body, 8)}\n    except Exception:\n        logger.exception("call to %s failed", ${JSON.stringify(call.name)})`;
  const id = needsId ? `, ${WORK_ID.python}` : '';
  const given = `${name}(${argument === 'messages' ? '[message]' : 'message'}${id})`;
  const result = answer && `${snake(call.suffix)}_${answer.what.toLowerCase()}`;
  return {
    imports: { names: { json: [], os: [], ...(client ? boto : {}), ...spec.imports } },
    setup: [
      ...(client ? [client.setup] : []),
      ...spec.setup,
      ...(call.onlyWhen === undefined ? [] : [conditionOf(call, name)]),
    ],
    declarations: `
def ${name}(${argument}${id}):
    """${call.name}: ${call.says}"""
${guardedBody}
`,
    call: called(call, name, given, result),
    needsId,
    reads,
    ...(answer && result !== undefined ? { answer: property(answer, result) } : {}),
  };
}

function called({ onlyWhen }: DrawnCall, name: string, given: string, result: string | undefined): string {
  const when = `when_${name}(message)`;
  if (result !== undefined) return `${result} = ${onlyWhen === undefined ? given : `${given} if ${when} else None`}`;
  return onlyWhen === undefined ? given : `if ${when}:\n    ${given}`;
}

const property = ({ isContent = false }: Kept, result: string): string =>
  isContent ? `"${result}_bytes": len(${result} or b"")` : `"${result}": ${result}`;

export function pythonCall(verb: Verb, call: DrawnCall, qualifier = ''): ReturnType<CallCode['code']> {
  const isBatch = call.isBatch && verb !== 'invoke' && verb !== 'invoke-async';
  return pythonFunction({
    call,
    client: botoClient(...CLIENTS[verb], call),
    prefix: PREFIX[verb],
    imports: {
      ...(call.needsDeduplicationId ? { hashlib: [] } : {}),
      ...(verb === 'put' ? { uuid: [] } : {}),
      ...(verb === 'put' && isBatch ? { random: [], time: [] } : {}),
    },
    setup: [
      ...(call.needsDeduplicationId ? [PYTHON_ID_OF] : []),
      ...(call.fifo ? [groupOf] : []),
      ...(call.namesTenant ? [tenantOf] : []),
      ...(verb === 'put' ? [keyOf] : []),
      ...(call.filteredBy.length > 0 ? [attributes] : []),
    ],
    argument: isBatch ? 'messages' : 'message',
    needsId: call.needsDeduplicationId,
    ...(ANSWER[verb] === undefined ? {} : { answer: { what: ANSWER[verb] } }),
    body: (client, address) =>
      bodyOf(verb, call, client, `${address}${qualifier === '' ? '' : ` + "${qualifier}"`}`, isBatch),
  });
}

const conditionOf = ({ name, onlyWhen }: DrawnCall, functionName: string): string => `def when_${functionName}(message):
    """Yours to say when ${name} is called, until then never: ${onlyWhen}"""
    return False
`;

function bodyOf(verb: Verb, call: DrawnCall, client: string, address: string, isBatch: boolean): string {
  if (verb === 'invoke') {
    return `answer = ${client}.invoke(FunctionName=${address}, Payload=json.dumps(message))
result = json.loads(answer["Payload"].read() or "null")
if "FunctionError" in answer:
    raise RuntimeError(f"the function failed: {result}")
return result`;
  }
  if (verb === 'invoke-async') {
    return `${client}.invoke(FunctionName=${address}, InvocationType="Event", Payload=json.dumps(message))`;
  }
  if (verb === 'start') return `${client}.start_execution(stateMachineArn=${address}, input=json.dumps(message))`;
  if (verb === 'run') {
    return `answer = ${client}.start_sync_execution(stateMachineArn=${address}, input=json.dumps(message))
if answer["status"] != "SUCCEEDED":
    raise RuntimeError(f"the execution ended as {answer['status']}: {answer.get('error')} {answer.get('cause')}")
return json.loads(answer.get("output") or "null")`;
  }
  if (verb === 'put-events') return putEvents(call, client, address, isBatch);
  if (verb === 'put') return isBatch ? putRecords(call, client, address) : putRecord(client, address);
  return isBatch ? sendBatch(verb, call, client, address) : sendOne(verb, call, client, address);
}

function groupFields(call: DrawnCall, write: (name: string, value: string) => string): string {
  return [
    call.fifo ? write('MessageGroupId', 'group_of(message)') : '',
    call.namesTenant ? write('MessageGroupId', 'tenant_of(message)') : '',
    call.needsDeduplicationId ? write('MessageDeduplicationId', pythonDigest('json.dumps(message).encode()')) : '',
  ].join('');
}

function sendOne(verb: 'send' | 'publish', call: DrawnCall, client: string, address: string): string {
  const group = groupFields(call, (name, value) => `    ${name}=${value},\n`);
  const its = call.filteredBy.length > 0 ? `    MessageAttributes=${attributesOf(call)},\n` : '';
  const [method, at, body] =
    verb === 'send' ? ['send_message', 'QueueUrl', 'MessageBody'] : ['publish', 'TopicArn', 'Message'];
  return `${client}.${method}(
    ${at}=${address},
    ${body}=json.dumps(message),
${its}${group})`;
}

function sendBatch(verb: 'send' | 'publish', call: DrawnCall, client: string, address: string): string {
  const group = groupFields(call, (name, value) => `            "${name}": ${value},\n`);
  const its = call.filteredBy.length > 0 ? `            "MessageAttributes": ${attributesOf(call)},\n` : '';
  const [method, at, body, entries] =
    verb === 'send'
      ? ['send_message_batch', 'QueueUrl', 'MessageBody', 'Entries']
      : ['publish_batch', 'TopicArn', 'Message', 'PublishBatchRequestEntries'];
  return `for start in range(0, len(messages), 10):
    entries = [
        {
            "Id": str(index),
            "${body}": json.dumps(message),
${its}${group}        }
        for index, message in enumerate(messages[start : start + 10])
    ]
    answer = ${client}.${method}(${at}=${address}, ${entries}=entries)
    if answer.get("Failed"):
        raise RuntimeError(f"messages were refused: {answer['Failed']}")`;
}

const attributesOf = ({ filteredBy }: DrawnCall): string =>
  `attributes_of(message, [${filteredBy.map((name) => JSON.stringify(name)).join(', ')}])`;

/** An answer with status 200 may hold refused events. */
function putEvents({ event }: DrawnCall, client: string, address: string, isBatch: boolean): string {
  const entry = (message: string) =>
    `{
    "EventBusName": ${address},
    "Source": ${JSON.stringify(event.source)},
    "DetailType": ${JSON.stringify(event.detailType)},
    "Detail": json.dumps(${message}),
}`;
  const put = (entries: string) => `answer = ${client}.put_events(Entries=${entries})
if answer["FailedEntryCount"] > 0:
    raise RuntimeError(f"events were refused: {answer['Entries']}")`;
  if (!isBatch) return put(`[${entry('message')}]`);
  return `for start in range(0, len(messages), 10):
${indented(put(`[${entry('message')} for message in messages[start : start + 10]]`), 4)}`;
}

function putRecord(client: string, address: string): string {
  return `${client}.put_record(
    StreamName=${address},
    Data=json.dumps(message).encode(),
    PartitionKey=key_of(message),
)`;
}

function putRecords({ config: { attempts } }: DrawnCall, client: string, address: string): string {
  return `waiting = [{"Data": json.dumps(message).encode(), "PartitionKey": key_of(message)} for message in messages]
for attempt in range(1, ${attempts + 1}):
    answer = ${client}.put_records(StreamName=${address}, Records=waiting)
    waiting = [record for record, result in zip(waiting, answer["Records"]) if "ErrorCode" in result]
    if not waiting:
        return
    time.sleep(random.random() * 0.1 * 2**attempt)
raise RuntimeError(f"{len(waiting)} records were refused ${attempts} times")`;
}

/** `SendEmail_2` → `send_email_2`. */
export function snake(name: string): string {
  return name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toLowerCase();
}

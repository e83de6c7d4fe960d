/** Code that does each piece of work once, by a table of the keys of what is done. */
import type { Language, ModuleImports, WorkCode } from '#shared/model/cdk';
import { type Code, indented, timeInWords } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import { onlyWork, WORK_ID } from '#shared/model/repeated-work';
import { KEYS_PROPERTY, KEYS_VARIABLE } from '../cdk-idempotency';
import type { FunctionConfig } from '../config';
import { keyLifetime } from '../idempotency';
import { sideBySide } from './drawn-call';
import { botoOptions, ITEM_ATTEMPTS, ITEMS, sdkOptions } from './clients';

export interface OnceCode {
  readonly imports: ModuleImports;
  readonly declarations: Code;
  /** The work of `message`, unless `key` is known. */
  call(key: Code): Code;
}

export function onceCode(fn: Resource<FunctionConfig>, work: WorkCode, language: Language): OnceCode {
  return language === 'python' ? python(fn, work) : typescript(fn, work);
}

function typescript(fn: Resource<FunctionConfig>, work: WorkCode): OnceCode {
  const lifetime = keyLifetime(fn);
  return {
    imports: {
      names: {
        '@aws-lambda-powertools/idempotency': ['IdempotencyConfig', 'makeIdempotent'],
        '@aws-lambda-powertools/idempotency/dynamodb': ['DynamoDBPersistenceLayer'],
      },
      types: { 'aws-lambda': ['Context'] },
    },
    declarations: `
/** Keys stay as long as what they stand for may come again: ${timeInWords(lifetime)}. */
const keys = new IdempotencyConfig({ expiresAfterSeconds: ${lifetime} });

/**
 * Does the work of a message unless its key is known. The keys are those of deliveries: where a producer may send the
 * same work twice, make them from the message. Work that a timeout cut off is done again.
 */
const doOnce = makeIdempotent(work, {
  persistenceStore: new DynamoDBPersistenceLayer({
    tableName: env.${KEYS_PROPERTY},
    clientConfig: ${sdkOptions(waiting(fn), ITEMS)},
  }),
  config: keys,
  dataIndexArgument: 1,
});

/** The key is for Powertools, which would take a message in second place for a context if it had a “step”. */
async function work(message: unknown, ${work.needsId ? WORK_ID.typescript : '_key'}: string): Promise<void> {
  ${onlyWork(work, WORK_ID.typescript)}
}
`,
    call: (key) => `await doOnce(message, ${key});`,
  };
}

function python(fn: Resource<FunctionConfig>, work: WorkCode): OnceCode {
  const lifetime = keyLifetime(fn);
  const id = work.needsId ? `, ${WORK_ID.python}` : '';
  return {
    imports: {
      names: {
        boto3: [],
        hashlib: [],
        os: [],
        time: [],
        'botocore.config': ['Config'],
        'botocore.exceptions': ['ClientError'],
      },
    },
    declarations: `
def do_once(message, key):
    """Does the work of a message unless its key is known.

    The keys are those of deliveries: where a producer may send the same work twice, make them from the message.
    They stay as long as what they stand for may come again: ${timeInWords(lifetime)}. Work that was cut off is done again.
    """
    table = os.environ["${KEYS_VARIABLE}"]
    now = int(time.time())
    mine = {"id": {"S": hashlib.sha256(key.encode()).hexdigest()}}
    try:
        keys.put_item(
            TableName=table,
            Item={
                **mine,
                "status": {"S": "at work"},
                "until": {"N": str(now + ${fn.config.timeout})},
                "expiration": {"N": str(now + ${lifetime})},
            },
            ConditionExpression="attribute_not_exists(id) OR expiration < :now OR (#status = :at_work AND #until < :now)",
            ExpressionAttributeNames={"#status": "status", "#until": "until"},
            ExpressionAttributeValues={":now": {"N": str(now)}, ":at_work": {"S": "at work"}},
            ReturnValuesOnConditionCheckFailure="ALL_OLD",
        )
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        if error.response["Item"]["status"]["S"] == "done":
            logger.info("%s was done before", key)
            return
        raise RuntimeError(f"{key} is being done by another invocation") from error
    try:
        work(message${work.needsId ? ', key' : ''})
    except Exception:
        keys.delete_item(TableName=table, Key=mine)
        raise
    keys.update_item(
        TableName=table,
        Key=mine,
        UpdateExpression="SET #status = :done",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={":done": {"S": "done"}},
    )


def work(message${id}):
${indented(onlyWork(work, WORK_ID.python), 4)}
`,
    call: (key) => `do_once(message, ${key})`,
  };
}

/** Lets Powertools know until when an invocation can be at work. */
export const REGISTER = 'keys.registerLambdaContext(context);';

/** The handler with that said first. */
export const TIMED = `
function timed<E, R>(handle: (event: E, context: Context) => R): (event: E, context: Context) => R {
  return (event, context) => {
    // Powertools takes work as cut off when the time of its invocation is over.
    ${REGISTER}
    return handle(event, context);
  };
}`;

/** Beside the other clients of a Python file. */
export const pythonKeys = (fn: Resource<FunctionConfig>): Code =>
  `keys = boto3.client(\n    "dynamodb",\n${botoOptions(waiting(fn), ITEMS)})\n`;

const waiting = (fn: Resource<FunctionConfig>) => ({
  timeout: fn.config.timeout,
  waitsFor: undefined,
  atOnce: sideBySide(fn),
  attempts: ITEM_ATTEMPTS,
});

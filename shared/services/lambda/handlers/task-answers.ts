/** Code that answers tasks of workflows which wait for a callback: with what the person's code returns, or the error that it throws. */
import type { HandlerParts, Language, ModuleImports, WorkCode } from '#shared/model/cdk';
import { type Code, indented } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import { WORK_ID } from '#shared/model/repeated-work';
import { listed } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { botoOptions, SDK_ATTEMPTS, sdkOptions } from './clients';
import { sideBySide } from './drawn-call';
import { type Heartbeat, heartbeatOf, inHand, signsOfLife } from './heartbeats';

type Fn = Resource<FunctionConfig>;
type Tasks = HandlerParts['tasks'];

export interface TaskCode {
  readonly imports: ModuleImports;
  readonly setup: readonly Code[];
  readonly declarations: Code;
  /** The same work, whose end is told. */
  readonly work: WorkCode;
}

/** Longest texts that SendTaskFailure takes (API_SendTaskFailure, 2026-11-28). */
const LONGEST_ERROR = 256;
const LONGEST_CAUSE = 32_768;

/** What a token that can no longer be answered is refused with (API_SendTaskSuccess, 2026-11-28). */
const TOO_LATE = ['InvalidToken', 'TaskDoesNotExist', 'TaskTimedOut'];

/** @param work what the drawing has the code do with `message` */
export function taskCode(fn: Fn, work: WorkCode, tasks: Tasks, language: Language): TaskCode {
  const said: Said = {
    workflows: listed([...new Set(tasks.map(({ connection }) => connection.from.resource.name))]),
    isInDetail: tasks.some(({ answer }) => answer.isInDetail),
    heartbeat: heartbeatOf(tasks),
  };
  return language === 'python' ? python(fn, work, said) : typescript(fn, work, said);
}

interface Said {
  readonly workflows: string;
  readonly isInDetail: boolean;
  readonly heartbeat: Heartbeat | undefined;
}

/** What comes back of the work is told to the workflow, and looked at nowhere else. */
const answered = (work: WorkCode, calls: WorkCode['calls']): WorkCode => ({ ...work, answers: [], shows: '', calls });

const options = (fn: Fn) => ({
  timeout: fn.config.timeout,
  waitsFor: undefined,
  atOnce: sideBySide(fn),
  attempts: SDK_ATTEMPTS,
});

function typescript(fn: Fn, work: WorkCode, { workflows, isInDetail, heartbeat }: Said): TaskCode {
  const argument = work.needsId ? `, ${WORK_ID.typescript}` : '';
  const parameter = work.needsId ? `${argument}: string` : '';
  const inDetail = isInDetail
    ? `
  // An event of a bus on the way has it in its detail.
  if (detail !== undefined) return taskOf(detail);`
    : '';
  return {
    imports: {
      names: {
        '@aws-sdk/client-sfn': [
          'SendTaskFailureCommand',
          ...(heartbeat ? ['SendTaskHeartbeatCommand'] : []),
          'SendTaskSuccessCommand',
          'SFNClient',
        ],
      },
    },
    setup: [`\nconst taskAnswers = new SFNClient(${sdkOptions(options(fn))});`],
    declarations: `
/**
 * Your code for a task of ${workflows}, or for whatever else comes. What it returns is the output of the task, as JSON;
 * an error that it throws fails the task.${heartbeat ? `\n * ${signsOfLife(heartbeat)}` : ''}
 */
async function doTask(message: unknown${parameter}): Promise<unknown> {
  ${work.calls(WORK_ID.typescript)}
  return { ${['done: true', ...work.answers].join(', ')} };
}

/** Tells ${workflows} how a task ended. The retries are the workflow's: a task that failed is not tried again here. */
async function answerTask(message: unknown${parameter}): Promise<void> {
  const { taskToken, input } = taskOf(message);
  if (taskToken === undefined) {
    await doTask(message${argument});
    return;
  }
  const end = await ${heartbeat ? `inHand(taskToken, () => doTask(input${argument}))` : `doTask(input${argument})`}
    .then((output) => ({ output: JSON.stringify(output ?? null) }))
    .catch(failureOf);
  try {
    if ('output' in end) await taskAnswers.send(new SendTaskSuccessCommand({ taskToken, ...end }));
    else await taskAnswers.send(new SendTaskFailureCommand({ taskToken, ...end }));
  } catch (error) {
    // Nobody waits for it any more, or it has its answer: another try would change nothing.
    if (!(error instanceof Error) || ![${TOO_LATE.map((each) => `'${each}'`).join(', ')}].includes(error.name)) throw error;
    console.warn({ error });
  }
}

${heartbeat ? inHand.typescript(heartbeat, workflows) : ''}
function failureOf(error: unknown): { readonly error: string; readonly cause: string } {
  console.error({ error });
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { error: name.slice(0, ${LONGEST_ERROR}), cause: message.slice(0, ${LONGEST_CAUSE}) };
}

/** The token and the input of a task; of anything else nothing. */
function taskOf(message: unknown): { readonly taskToken?: string; readonly input?: unknown } {
  const { taskToken, input${isInDetail ? ', detail' : ''} } = (message ?? {}) as Readonly<Record<string, unknown>>;${inDetail}
  return typeof taskToken === 'string' ? { taskToken, input } : {};
}
`,
    work: answered(work, (id) => `await answerTask(message${work.needsId ? `, ${id}` : ''});`),
  };
}

function python(fn: Fn, work: WorkCode, { workflows, isInDetail, heartbeat }: Said): TaskCode {
  const argument = work.needsId ? `, ${WORK_ID.python}` : '';
  const inDetail = isInDetail
    ? `    # An event of a bus on the way has it in its detail.
    if "detail" in message:
        return task_of(message["detail"])
`
    : '';
  const done = `        answer = {"output": json.dumps(do_task(task.get("input")${argument}))}`;
  const inHandDone = `        with in_hand(task["taskToken"]):\n    ${done}`;
  return {
    imports: {
      names: {
        boto3: [],
        json: [],
        'botocore.config': ['Config'],
        'botocore.exceptions': ['ClientError'],
        ...(heartbeat ? { contextlib: [], threading: [] } : {}),
      },
    },
    setup: [`task_answers = boto3.client(\n    "stepfunctions",\n${botoOptions(options(fn))})\n`],
    declarations: `
def do_task(message${argument}):
    """Your code for a task of ${workflows}, or for whatever else comes.

    What it returns is the output of the task, as JSON; an exception fails the task.${heartbeat ? `\n    ${signsOfLife(heartbeat)}` : ''}
    """
${indented(work.calls(WORK_ID.python), 4)}
    return {${['"done": True', ...work.answers].join(', ')}}


def answer_task(message${argument}):
    """Tells ${workflows} how a task ended. The retries are the workflow's: a task that failed is not tried again here."""
    task = task_of(message)
    if task is None:
        do_task(message${argument})
        return
    try:
${heartbeat ? inHandDone : done}
    except Exception as error:
        logger.exception("the task failed")
        answer = {"error": type(error).__name__[:${LONGEST_ERROR}], "cause": str(error)[:${LONGEST_CAUSE}]}
    send = task_answers.send_task_success if "output" in answer else task_answers.send_task_failure
    try:
        send(taskToken=task["taskToken"], **answer)
    except ClientError as error:
        # Nobody waits for it any more, or it has its answer: another try would change nothing.
        if error.response["Error"]["Code"] not in (${TOO_LATE.map((each) => `"${each}"`).join(', ')}):
            raise
        logger.warning("the answer came too late: %s", error)


${heartbeat ? inHand.python(heartbeat, workflows).trimStart() : ''}

def task_of(message):
    """What holds the token and the input of a task; of anything else nothing."""
    if not isinstance(message, dict):
        return None
${inDetail}    return message if "taskToken" in message else None
`,
    work: answered(work, (id) => `answer_task(message${work.needsId ? `, ${id}` : ''})`),
  };
}

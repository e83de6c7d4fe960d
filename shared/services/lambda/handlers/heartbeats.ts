/** Signs of life from code that works on a task of a workflow which waits only for so long without one. */
import type { HandlerParts, Language } from '#shared/model/cdk';
import { type Code, timeInWords } from '#shared/model/code';

/**
 * SendTaskHeartbeat starts the time anew within which a task has to be heard of, and leaves no event in the history
 * (https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskHeartbeat.html, 2026-11-28).
 */
export interface Heartbeat {
  /** How long the silence of any of the tasks is borne, seconds. */
  readonly longestSilence: number;
  /** Seconds from one sign of life to the next: a third of that, so that one may get lost. */
  readonly every: number;
}

/** Undefined where the drawing has no heartbeat. */
export function heartbeatOf(tasks: HandlerParts['tasks']): Heartbeat | undefined {
  const drawn = tasks.flatMap(({ answer }) => answer.heartbeat ?? []);
  if (drawn.length === 0) return undefined;
  const longestSilence = Math.min(...drawn);
  return { longestSilence, every: Math.floor((longestSilence / 3) * 10) / 10 };
}

/** In the description of the person's code. The first comes at once: what a task waits in a queue is silence too. */
export const signsOfLife = ({ longestSilence, every }: Heartbeat): string =>
  `A task fails ${timeInWords(longestSilence)} after its last sign of life: one is sent before this begins, and every ${timeInWords(every)} until it ends.`;

/** @param workflows whose tasks they are */
export const inHand: Readonly<Record<Language, (heartbeat: Heartbeat, workflows: string) => Code>> = {
  typescript: ({ every }, workflows) => `
/** Has ${workflows} hear of a task while it is worked on. A sign of life that does not get through fails nothing. */
async function inHand<T>(taskToken: string, work: () => Promise<T>): Promise<T> {
  const tell = (): Promise<unknown> =>
    taskAnswers.send(new SendTaskHeartbeatCommand({ taskToken })).catch((error: unknown) => console.warn({ error }));
  let told = tell();
  const timer = setInterval(() => {
    told = tell();
  }, ${Math.round(every * 1000)});
  try {
    return await work();
  } finally {
    clearInterval(timer);
    await told;
  }
}
`,
  python: ({ every }, workflows) => `

@contextlib.contextmanager
def in_hand(task_token):
    """Has ${workflows} hear of a task while it is worked on. A sign of life that does not get through fails nothing."""
    is_over = threading.Event()

    def tell():
        while True:
            try:
                task_answers.send_task_heartbeat(taskToken=task_token)
            except Exception as error:
                logger.warning("no sign of life: %s", error)
            if is_over.wait(${every}):
                return

    thread = threading.Thread(target=tell)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
`,
};

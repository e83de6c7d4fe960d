/** What one execution asks of its tasks in the mean, and how it ends. */
import type { CapacityContext } from '#shared/model/capacity';
import { independentRetries } from '#shared/queueing/retries';
import type { StateMachineConfig } from './config';
import { afterFailure, choiceBefore, needsEnd, retryDelay, type Task, type Tasks, tasksOf } from './tasks';

export interface Execution {
  /** Attempts of each task, mean, by connection id. */
  readonly attempts: ReadonlyMap<string, number>;
  /** State transitions, mean; each attempt of a task is one. */
  readonly transitions: number;
  /** From its start to its end, seconds. */
  readonly duration: number;
  /** Share that a failure of a task ends, with nothing undone. */
  readonly failed: number;
  /** Share that ends as failed once the tasks that undo have run. */
  readonly undone: number;
}

/** A list of tasks as some of the executions come to it. */
interface Run {
  transitions: number;
  duration: number;
  failed: number;
  undone: number;
  /** Share of the executions that come to the end of the list. */
  reached: number;
}

export function executionOf(context: CapacityContext<StateMachineConfig>): Execution {
  const { config } = context.resource;
  const tasks = tasksOf(context.resource);
  const attempts = new Map<string, number>();
  const forward = run(tasks.forward, 1, tasks, attempts, context);
  const undo = run(tasks.undo, forward.undone, tasks, attempts, context);
  // A definition needs a state even where nothing is to be done; what was undone ends in a Fail state.
  const ends = tasks.forward.length === 0 ? 1 : needsEnd(tasks.forward) ? forward.reached : 0;
  return {
    attempts,
    transitions: config.furtherTransitions + forward.transitions + ends + undo.transitions + undo.reached,
    duration: config.furtherTime + forward.duration + undo.duration,
    failed: forward.failed,
    undone: forward.undone,
  };
}

function run(
  list: readonly Task[],
  share: number,
  tasks: Tasks,
  attempts: Map<string, number>,
  context: CapacityContext<StateMachineConfig>,
): Run {
  const found: Run = { transitions: 0, duration: 0, failed: 0, undone: 0, reached: share };
  for (const task of list) {
    const runs = found.reached * task.config.share;
    const { meanAttempts, givesUp, time } = attemptsOf(task, context);
    attempts.set(task.id, runs * meanAttempts);
    found.transitions += found.reached * choiceBefore(task) + runs * meanAttempts;
    found.duration += runs * time;
    const then = afterFailure(task, tasks);
    if (then === 'continue') continue;
    found.reached -= runs * givesUp;
    found[then === 'undo' ? 'undone' : 'failed'] += runs * givesUp;
  }
  return found;
}

/** Every error is tried again, a refusal as well as a failure; a refusal takes no time. */
function attemptsOf(task: Task, context: CapacityContext<StateMachineConfig>) {
  const { throttled, failed, latency } = context.outcome(task);
  const fails = Math.min(1, throttled + failed);
  const { retryAttempts } = task.config;
  const { meanAttempts, giveUpProbability } = independentRetries(fails, retryAttempts);
  let waits = 0;
  for (let tries = 1; tries <= retryAttempts; tries++) waits += fails ** tries * retryDelay(task.config, tries);
  return { meanAttempts, givesUp: giveUpProbability, time: meanAttempts * (1 - throttled) * latency + waits };
}

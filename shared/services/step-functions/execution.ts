/** What one execution asks of its tasks in the mean, and how it ends. */
import type { CapacityContext } from '#shared/model/capacity';
import { independentRetries } from '#shared/queueing/retries';
import type { StateMachineConfig } from './config';
import { LONGEST_EXPRESS } from './starts';
import { afterFailure, choiceBefore, needsEnd, retryDelay, type Task, type Tasks, tasksOf } from './tasks';

export interface Execution {
  /** Attempts of each task, mean, by connection id. */
  readonly attempts: ReadonlyMap<string, number>;
  /** State transitions, mean; each attempt of a task is one. */
  readonly transitions: number;
  /** From its start to its end, mean, seconds. */
  readonly duration: number;
  /** Mean duration of those that come furthest, if nothing cut them off, seconds. */
  readonly furthest: number;
  /** Share that a failure of a task ends, with nothing undone. */
  readonly failed: number;
  /** Share that ends as failed once the tasks that undo have run. */
  readonly undone: number;
  /** Share that is cut off, being of Express and longer than it may be. */
  readonly cut: number;
}

/** A list of tasks as some of the executions come to it. */
interface Run {
  transitions: number;
  duration: number;
  furthest: number;
  failed: number;
  undone: number;
  cut: number;
  /** Share of the executions that come to the end of the list. */
  reached: number;
  /** Of these, mean time since the start of the execution, seconds. */
  elapsed: number;
  /** Sum over those whose failure leads to undoing: share × time since the start. */
  untilUndoing: number;
}

export function executionOf(context: CapacityContext<StateMachineConfig>): Execution {
  const whole = within(Infinity, context);
  if (context.resource.config.type === 'standard') return whole;
  return { ...within(context.quota(LONGEST_EXPRESS), context), furthest: whole.furthest };
}

/** @param longest after which an execution is cut off, seconds */
function within(longest: number, context: CapacityContext<StateMachineConfig>): Execution {
  const { config } = context.resource;
  const tasks = tasksOf(context.resource);
  const attempts = new Map<string, number>();
  const elapsed = config.furtherTime;
  const start = elapsed < longest ? { reached: 1, elapsed } : { reached: 0, elapsed: longest };
  const forward = run(tasks.forward, start, { longest, tasks, attempts, context });
  const untilUndoing = forward.undone > 0 ? forward.untilUndoing / forward.undone : 0;
  const undo = run(
    tasks.undo,
    { reached: forward.undone, elapsed: untilUndoing },
    { longest, tasks, attempts, context },
  );
  // A definition needs a state even where nothing is to be done; what was undone ends in a Fail state.
  const ends = tasks.forward.length === 0 ? 1 : needsEnd(tasks.forward) ? forward.reached : 0;
  return {
    attempts,
    transitions: config.furtherTransitions + forward.transitions + ends + undo.transitions + undo.reached,
    duration: start.elapsed + forward.duration + undo.duration,
    furthest: Math.max(elapsed, forward.furthest, undo.furthest),
    failed: forward.failed,
    undone: forward.undone - undo.cut,
    cut: 1 - start.reached + forward.cut + undo.cut,
  };
}

interface Course {
  readonly longest: number;
  readonly tasks: Tasks;
  readonly attempts: Map<string, number>;
  readonly context: CapacityContext<StateMachineConfig>;
}

function run(
  list: readonly Task[],
  start: Pick<Run, 'reached' | 'elapsed'>,
  { longest, tasks, attempts, context }: Course,
): Run {
  const found: Run = {
    transitions: 0,
    duration: 0,
    furthest: 0,
    failed: 0,
    undone: 0,
    cut: 0,
    untilUndoing: 0,
    ...start,
  };
  for (const task of list) {
    const runs = found.reached * task.config.share;
    const left = longest - found.elapsed;
    const { meanAttempts, givesUp, time } = attemptsOf(task, left, context);
    attempts.set(task.id, runs * meanAttempts);
    found.transitions += found.reached * choiceBefore(task) + runs * meanAttempts;
    found.duration += runs * Math.min(time, left);
    if (runs > 0) found.furthest = Math.max(found.furthest, found.elapsed + time);
    if (time >= left) {
      found.cut += runs;
      found.reached -= runs;
      continue;
    }
    const then = afterFailure(task, tasks);
    if (then !== 'continue') {
      found.reached -= runs * givesUp;
      found[then === 'undo' ? 'undone' : 'failed'] += runs * givesUp;
      if (then === 'undo') found.untilUndoing += runs * givesUp * (found.elapsed + time);
    }
    found.elapsed += task.config.share * time;
  }
  return found;
}

/**
 * Every error is tried again, a refusal as well as a failure; a refusal takes no time.
 * @param left seconds until the execution is cut off: no attempt begins later
 */
function attemptsOf(task: Task, left: number, context: CapacityContext<StateMachineConfig>) {
  const { throttled, failed, latency } = context.outcome(task);
  const fails = Math.min(1, throttled + failed);
  const { retryAttempts } = task.config;
  const { meanAttempts, giveUpProbability } = independentRetries(fails, retryAttempts);
  const each = (1 - throttled) * latency;
  let waits = 0;
  for (let tries = 1; tries <= retryAttempts; tries++) waits += fails ** tries * retryDelay(task.config, tries);
  const time = meanAttempts * each + waits;
  if (time < left) return { meanAttempts, givesUp: giveUpProbability, time };
  let begun = 0;
  for (let [tries, at] = [0, 0]; tries <= retryAttempts && at < left; tries++) {
    begun += fails ** tries;
    at += each + retryDelay(task.config, tries + 1);
  }
  return { meanAttempts: begun, givesUp: giveUpProbability, time };
}

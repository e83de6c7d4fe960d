/** What one execution asks of its tasks in the mean, and how it ends. */
import type { CapacityContext } from '#shared/model/capacity';
import { total } from '#shared/model/total';
import { type DurationLaw, meanOf, shareOf, thinned, weighted } from '#shared/queueing/duration-law';
import { independentRetries, meanRetryWait } from '#shared/queueing/retries';
import type { StateMachineConfig } from './config';
import { courseOf } from './course';
import { LONGEST_EXPRESS, LONGEST_STANDARD } from './starts';
import {
  afterFailure,
  backoffOf,
  callbackOf,
  choiceBefore,
  endsInState,
  isMap,
  leadsToUndo,
  retryDelay,
  type Step,
  type Task,
  type Tasks,
  tasksIn,
  tasksOf,
  undoingFrom,
} from './tasks';

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
  /** Shares that end as failed once the tasks that undo have run, by the first of these. */
  readonly undone: readonly Undone[];
  /** Share that ends in the middle of undoing, since a task that undoes failed for good. */
  readonly halfUndone: number;
  /** Share that is cut off, being longer than it may be: five minutes of Express, a year of Standard. */
  readonly cut: number;
}

export interface Undone {
  /** Undefined where a failure is caught but nothing done before it is undone. */
  readonly first: Task | undefined;
  readonly share: number;
}

/** A list of tasks as some of the executions come to it. */
interface Run {
  transitions: number;
  duration: number;
  furthest: number;
  failed: number;
  cut: number;
  /** What a failure leads to undoing, by where that begins. */
  caught: Map<number, Start>;
  /** Of the end of the list. */
  reached: number;
  elapsed: number;
}

interface Start {
  /** Share of the executions that come there. */
  readonly reached: number;
  /** Of these, mean time since the start of the execution, seconds. */
  readonly elapsed: number;
}

export function executionOf(context: CapacityContext<StateMachineConfig>): Execution {
  const { type } = context.resource.config;
  if (type === 'standard') return within(context.quota(LONGEST_STANDARD), context);
  return {
    ...within(context.quota(LONGEST_EXPRESS), context),
    furthest: within(Infinity, context).furthest,
  };
}

/** @param longest after which an execution is cut off, seconds */
function within(longest: number, context: CapacityContext<StateMachineConfig>): Execution {
  const { config } = context.resource;
  const tasks = tasksOf(context.resource);
  const attempts = new Map<string, number>();
  const elapsed = config.furtherTime;
  const start = elapsed < longest ? { reached: 1, elapsed } : { reached: 0, elapsed: longest };
  const journey = { longest, tasks, attempts, context };
  const forward = run(tasks.steps, start, journey);
  const undoing = [...forward.caught].map(([at, caught]) => ({
    first: tasks.undo[at],
    ...run(tasks.undo.slice(at).map(alone), caught, journey),
  }));
  // A definition needs a state even where nothing is to be done; what was undone ends in a Fail state.
  const ends = tasks.forward.length === 0 ? 1 : endsInState(tasks) ? forward.reached : 0;
  return {
    attempts,
    transitions:
      config.furtherTransitions +
      forward.transitions +
      ends +
      total(undoing, (each) => each.transitions + each.reached),
    duration: start.elapsed + forward.duration + total(undoing, ({ duration }) => duration),
    furthest: Math.max(elapsed, forward.furthest, ...undoing.map(({ furthest }) => furthest)),
    failed: forward.failed,
    undone: undoing.map(({ first, reached }) => ({ first, share: reached })),
    halfUndone: total(undoing, ({ failed }) => failed),
    cut: 1 - start.reached + forward.cut + total(undoing, ({ cut }) => cut),
  };
}

/** Of an execution through its tasks. */
interface Journey {
  readonly longest: number;
  readonly tasks: Tasks;
  readonly attempts: Map<string, number>;
  readonly context: CapacityContext<StateMachineConfig>;
}

const alone = (task: Task): Step => ({ kind: 'task', task });

function run(list: readonly Step[], start: Start, journey: Journey): Run {
  const found: Run = { transitions: 0, duration: 0, furthest: 0, failed: 0, cut: 0, caught: new Map(), ...start };
  for (const step of list) {
    if (step.kind === 'task' && !isMap(step.task) && !callbackOf(step.task)) runTask(found, step.task, journey);
    else runAtOnce(found, step, journey);
  }
  return found;
}

function runTask(found: Run, task: Task, { longest, tasks, attempts, context }: Journey): void {
  const runs = found.reached * task.config.share;
  const left = longest - found.elapsed;
  const { meanAttempts, givesUp, time } = attemptsOf(task, left, context);
  attempts.set(task.id, (attempts.get(task.id) ?? 0) + runs * meanAttempts);
  found.transitions += found.reached * choiceBefore(task) + runs * meanAttempts;
  found.duration += runs * Math.min(time, left);
  if (runs > 0) found.furthest = Math.max(found.furthest, found.elapsed + time);
  if (time >= left) {
    found.cut += runs;
    found.reached -= runs;
    return;
  }
  const then = afterFailure(task, tasks);
  if (then !== 'continue') found.reached -= runs * givesUp;
  const given: Start = { reached: runs * givesUp, elapsed: found.elapsed + time };
  if (then === 'fail') found.failed += given.reached;
  if (then === 'undo') leadToUndo(found, undoingFrom(task, tasks), given);
  found.elapsed += task.config.share * time;
}

/** A Parallel or a Map state, or a task with a callback, by the laws of durations: its Catch stands around all that it runs. */
function runAtOnce(found: Run, step: Step, journey: Journey): void {
  const { longest, tasks, attempts, context } = journey;
  const share = step.kind === 'task' ? step.task.config.share : 1;
  const runs = found.reached * share;
  if (step.kind === 'task') found.transitions += found.reached * choiceBefore(step.task);
  const left = longest - found.elapsed;
  const { done, failed, entered } = courseOf(step, context);
  const inTime = (law: DurationLaw): DurationLaw => thinned(law, (time) => (time < left ? 1 : 0));
  for (const { task, when } of entered) {
    const often = runs * shareOf(inTime(when));
    found.transitions += often;
    if (task) attempts.set(task.id, (attempts.get(task.id) ?? 0) + often);
  }
  const [ends, fails] = [inTime(done), inTime(failed)];
  const cut = Math.max(0, shareOf(done) + shareOf(failed) - shareOf(ends) - shareOf(fails));
  found.duration += runs * (weighted(ends) + weighted(fails) + (cut > 0 ? cut * left : 0));
  if (runs > 0) found.furthest = Math.max(found.furthest, found.elapsed + weighted(done) + weighted(failed));
  const given: Start = { reached: runs * shareOf(fails), elapsed: found.elapsed + meanOf(fails) };
  found.cut += runs * cut;
  found.reached -= runs * cut + given.reached;
  if (leadsToUndo(step, tasks)) leadToUndo(found, undoingFrom(tasksIn(step)[0]!, tasks), given);
  else found.failed += given.reached;
  found.elapsed += share * meanOf(ends);
}

function leadToUndo({ caught }: Run, from: number, start: Start): void {
  caught.set(from, together(caught.get(from), start));
}

function together(before: Start | undefined, more: Start): Start {
  const reached = (before?.reached ?? 0) + more.reached;
  if (before === undefined || reached === 0) return more;
  return { reached, elapsed: (before.reached * before.elapsed + more.reached * more.elapsed) / reached };
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
  const time = meanAttempts * each + meanRetryWait({ ...backoffOf(task.config), failProbability: fails, calls: 1 });
  if (time < left) return { meanAttempts, givesUp: giveUpProbability, time };
  let begun = 0;
  for (let [tries, at] = [0, 0]; tries <= retryAttempts && at < left; tries++) {
    begun += fails ** tries;
    at += each + retryDelay(task.config, tries + 1);
  }
  return { meanAttempts: begun, givesUp: giveUpProbability, time };
}

/** The tasks of a state machine, in the order in which they run. */
import type { Terms } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import { BRANCHES, type CallConfig, type TaskConfig } from './task-config';

export type Task = Connection<TaskConfig, 'run-tasks'>;

/** Tasks in turn, or branches of tasks that run at once: a Parallel state. */
export type Step =
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'parallel'; readonly branches: readonly (readonly Task[])[] };

export interface Tasks {
  readonly steps: readonly Step[];
  /** All of the steps; those of a Parallel state branch by branch. */
  readonly forward: readonly Task[];
  /** Run after a failure that is caught for them; none of them where nothing is to be undone. */
  readonly undo: readonly Task[];
}

export function tasksOf({ outbound }: Pick<Resource, 'outbound'>): Tasks {
  const all = outbound as unknown as readonly Task[];
  const forward = all.filter(({ config }) => config.runs === 'forward').toSorted(inOrder);
  return {
    steps: stepsOf(forward),
    forward,
    undo: all.filter(({ config }) => config.runs === 'undo').toSorted(byPlace),
  };
}

const byPlace = (a: Task, b: Task): number => a.config.place - b.config.place || (a.id < b.id ? -1 : 1);

/** In one place first what is in no branch, then branch by branch. */
function inOrder(first: Task, second: Task): number {
  const [a, b] = [first.config, second.config];
  if (a.place !== b.place) return a.place - b.place;
  if (a.branch !== b.branch) return branchAt(a) - branchAt(b);
  return (a.branch === 'none' ? 0 : a.placeInBranch - b.placeInBranch) || (first.id < second.id ? -1 : 1);
}

const branchAt = ({ branch }: TaskConfig): number => BRANCHES.indexOf(branch);

/** @param forward in order. A branch that is alone in its place runs like any other tasks. */
function stepsOf(forward: readonly Task[]): readonly Step[] {
  const steps: Step[] = [];
  for (const [at, task] of forward.entries()) {
    const { place, branch } = task.config;
    const beside = forward.filter(({ config }) => config.place === place && config.branch !== 'none');
    const names = [...new Set(beside.map(({ config }) => config.branch))];
    if (branch === 'none' || names.length < 2) steps.push({ kind: 'task', task });
    else if (beside[0] === forward[at]) {
      steps.push({
        kind: 'parallel',
        branches: names.map((name) => beside.filter(({ config }) => config.branch === name)),
      });
    }
  }
  return steps;
}

export const tasksIn = (step: Step): readonly Task[] => (step.kind === 'task' ? [step.task] : step.branches.flat());

/** Place of a task's step among the steps, counted from 0. */
const stepOf = ({ id }: Task, { steps }: Tasks): number =>
  steps.findIndex((step) => tasksIn(step).some((task) => task.id === id));

/**
 * What follows a task that failed for good. The Catch of a Parallel state stands around all its branches: where one of
 * them is to be undone, so are all.
 */
export function afterFailure(task: Task, tasks: Tasks): TaskConfig['onFailure'] {
  const { config } = task;
  if (config.runs === 'undo') return config.onUndoFailure;
  if (config.onFailure === 'continue') return 'continue';
  const step = tasks.steps[stepOf(task, tasks)];
  return step !== undefined && leadsToUndo(step, tasks) ? 'undo' : 'fail';
}

/** Whether a failure of a step is caught for the tasks that undo, of which there are some. */
export const leadsToUndo = (step: Step, { undo }: Pick<Tasks, 'undo'>): boolean =>
  undo.length > 0 && tasksIn(step).some(({ config }) => config.runs === 'forward' && config.onFailure === 'undo');

/** The task whose work a task undoes; undefined where it undoes whatever was done. */
export function undoneBy({ config }: Task, { forward }: Tasks): Task | undefined {
  return forward.find(({ id }) => id === config.undoes);
}

/** Whether the work of a task may have been done when another fails for good: before it, or beside it. */
export function mayBeDone(task: Task, failing: Task, tasks: Tasks): boolean {
  const [at, failedAt] = [stepOf(task, tasks), stepOf(failing, tasks)];
  return at < failedAt || (at === failedAt && tasks.steps[at]?.kind === 'parallel');
}

/**
 * Where undoing begins after a task failed for good: at the first task that undoes what was done before it or beside it.
 * As many as there are where nothing was.
 */
export function undoingFrom(failing: Task, tasks: Tasks): number {
  const first = tasks.undo.findIndex((task) => {
    const undone = undoneBy(task, tasks);
    return undone === undefined || mayBeDone(undone, failing, tasks);
  });
  return first === -1 ? tasks.undo.length : first;
}

/** The first of the tasks that undo which some failure leads to; as many as there are where none does. */
export function firstUndone(tasks: Tasks): number {
  const caught = tasks.forward.filter((task) => afterFailure(task, tasks) === 'undo');
  return Math.min(tasks.undo.length, ...caught.map((task) => undoingFrom(task, tasks)));
}

/** The settings of a task that waits for a callback; undefined of one that goes on with its answer. */
export function callbackOf({ config }: Pick<Task, 'config'>): CallConfig | undefined {
  const call = config as CallConfig;
  return call.waitsFor === 'callback' ? call : undefined;
}

/** A standard queue refuses practically nothing; a callback may fail. */
export const seldomFails = ({ to, config }: Pick<Task, 'to' | 'config'>): boolean =>
  callbackOf({ config }) === undefined && to.contract === 'enqueue' && !(to.terms as Terms<'enqueue'>).fifo;

/** Whether what follows runs where the task, or an item of its list, has failed for good. */
export const isPassedOver = ({ config }: Pick<Task, 'config'>): boolean =>
  (config.runs === 'undo' ? config.onUndoFailure : config.onFailure) === 'continue';

/** Whether it runs for each item of a list: a Map state around it. */
export const isMap = ({ config }: Pick<Task, 'config'>): boolean => config.runsFor === 'item';

/** Items at once. @param most that AWS runs */
export const itemsAtOnce = ({ items, maximumConcurrency }: TaskConfig, most: number): number =>
  Math.min(items, maximumConcurrency ?? most, most);

/** State transitions beside the attempts: a choice before what not every execution runs. */
export const choiceBefore = ({ config }: Task): number => (config.share < 1 ? 1 : 0);

/** State transitions, mean, of an execution that comes by a task and tries it once, or once for each item. */
export function transitionsOf(task: Task): number {
  const { share, items } = task.config;
  return choiceBefore(task) + share * (isMap(task) ? 1 + items : 1);
}

/** Tasks whose last may be left out, or fail and be passed over, end in a state of its own; items are passed over within. */
export function needsEnd(last: Task | undefined): boolean {
  return last !== undefined && (last.config.share < 1 || (last.config.onFailure === 'continue' && !isMap(last)));
}

/** Whether the tasks in order end in a state of its own. */
export function endsInState({ steps }: Tasks): boolean {
  const last = steps.at(-1);
  return last?.kind === 'task' && needsEnd(last.task);
}

/** The waits of a task's Retry, as shared/queueing/retries has them; no longest delay, no jitter. */
export const backoffOf = ({ retryAttempts, retryInterval, backoffRate }: TaskConfig) =>
  ({ base: retryInterval, cap: Infinity, rate: backoffRate, retries: retryAttempts, jitter: 'none' }) as const;

/** Seconds before a retry, by the attempts made so far, 1 or more: interval × rate ^ (attempts − 1). */
export function retryDelay({ retryInterval, backoffRate }: TaskConfig, tries: number): number {
  return retryInterval * backoffRate ** (tries - 1);
}

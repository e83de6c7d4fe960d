/** The tasks of a state machine, in the order in which they run. */
import type { Terms } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import type { TaskConfig } from './task-config';

export type Task = Connection<TaskConfig, 'run-tasks'>;

export interface Tasks {
  readonly forward: readonly Task[];
  /** Run after a failure that is caught for them; none of them where nothing is to be undone. */
  readonly undo: readonly Task[];
}

export function tasksOf({ outbound }: Pick<Resource, 'outbound'>): Tasks {
  const all = (outbound as unknown as readonly Task[]).toSorted(
    (a, b) => a.config.place - b.config.place || (a.id < b.id ? -1 : 1),
  );
  return {
    forward: all.filter(({ config }) => config.runs === 'forward'),
    undo: all.filter(({ config }) => config.runs === 'undo'),
  };
}

/** What follows a task that failed for good. */
export function afterFailure({ config }: Task, { undo }: Tasks): TaskConfig['onFailure'] {
  if (config.runs === 'undo') return config.onUndoFailure;
  return config.onFailure === 'undo' && undo.length === 0 ? 'fail' : config.onFailure;
}

/** The task whose work a task undoes; undefined where it undoes whatever was done. */
export function undoneBy({ config }: Task, { forward }: Tasks): Task | undefined {
  return forward.find(({ id }) => id === config.undoes);
}

/**
 * Where undoing begins after a task failed for good: at the first task that undoes what was done before it. As many as
 * there are where nothing was.
 */
export function undoingFrom({ id }: Task, tasks: Tasks): number {
  const failedAt = tasks.forward.findIndex((task) => task.id === id);
  const first = tasks.undo.findIndex((task) => {
    const undone = undoneBy(task, tasks);
    return undone === undefined || tasks.forward.indexOf(undone) < failedAt;
  });
  return first === -1 ? tasks.undo.length : first;
}

/** The first of the tasks that undo which some failure leads to; as many as there are where none does. */
export function firstUndone(tasks: Tasks): number {
  const caught = tasks.forward.filter((task) => afterFailure(task, tasks) === 'undo');
  return Math.min(tasks.undo.length, ...caught.map((task) => undoingFrom(task, tasks)));
}

/** A standard queue refuses practically nothing. */
export const seldomFails = ({ to }: Pick<Task, 'to'>): boolean =>
  to.contract === 'enqueue' && !(to.terms as Terms<'enqueue'>).fifo;

/** State transitions beside the attempts: a choice before what not every execution runs. */
export const choiceBefore = ({ config }: Task): number => (config.share < 1 ? 1 : 0);

/** State transitions, mean, of an execution that comes by a task and tries it once. */
export const transitionsOf = (task: Task): number => choiceBefore(task) + task.config.share;

/** A list whose last task may be left out, or fail and be passed over, ends in a state of its own. */
export function needsEnd(list: readonly Task[]): boolean {
  const last = list.at(-1);
  return last !== undefined && (last.config.share < 1 || last.config.onFailure === 'continue');
}

/** The waits of a task's Retry, as shared/queueing/retries has them; no longest delay, no jitter. */
export const backoffOf = ({ retryAttempts, retryInterval, backoffRate }: TaskConfig) =>
  ({ base: retryInterval, cap: Infinity, rate: backoffRate, retries: retryAttempts, jitter: 'none' }) as const;

/** Seconds before a retry, by the attempts made so far, 1 or more: interval × rate ^ (attempts − 1). */
export function retryDelay({ retryInterval, backoffRate }: TaskConfig, tries: number): number {
  return retryInterval * backoffRate ** (tries - 1);
}

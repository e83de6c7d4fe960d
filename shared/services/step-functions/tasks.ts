/** The tasks of a state machine, in the order in which they run. */
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

/** What follows a task that failed for good, inside its list: a task that undoes cannot itself be undone. */
export function afterFailure({ config }: Task, { undo }: Tasks): TaskConfig['onFailure'] {
  if (config.onFailure !== 'undo') return config.onFailure;
  return config.runs === 'forward' && undo.length > 0 ? 'undo' : 'fail';
}

/** State transitions beside the attempts: a choice before what not every execution runs. */
export const choiceBefore = ({ config }: Task): number => (config.share < 1 ? 1 : 0);

/** State transitions, mean, of an execution that comes by a task and tries it once. */
export const transitionsOf = (task: Task): number => choiceBefore(task) + task.config.share;

/** A list whose last task may be left out, or fail and be passed over, ends in a state of its own. */
export function needsEnd(list: readonly Task[]): boolean {
  const last = list.at(-1);
  return last !== undefined && (last.config.share < 1 || last.config.onFailure === 'continue');
}

/** Seconds before a retry, by the attempts made so far, 1 or more: interval × rate ^ (attempts − 1). */
export function retryDelay({ retryInterval, backoffRate }: TaskConfig, tries: number): number {
  return retryInterval * backoffRate ** (tries - 1);
}

/** The tasks of a state machine as a run walks them: lists of nodes, one for each that is walked by itself. */
import { total } from '#shared/model/total';
import {
  afterFailure,
  leadsToUndo,
  needsEnd,
  type Step,
  type Task,
  tasksIn,
  tasksOf,
  transitionsOf,
  undoingFrom,
} from './tasks';

interface Common {
  /** Share of those that come by. */
  readonly share: number;
  readonly onFailure: Task['config']['onFailure'];
  /** Place at which undoing begins after it. */
  readonly undoFrom: number;
  /** State transitions, mean, of what comes to this place, and of what goes on from it, to the end of the list. */
  readonly transitions: number;
  readonly afterwards: number;
}

export interface TaskNode extends Common {
  readonly kind: 'task';
  /** Of its connection. */
  readonly index: number;
  /** Bytes; −1: as the execution's. */
  readonly payload: number;
  readonly config: Task['config'];
}

export interface ParallelNode extends Common {
  readonly kind: 'parallel';
  /** Lists of its branches, by their place in the plan. */
  readonly branches: readonly number[];
}

export type Node = TaskNode | ParallelNode;

/** What is walked from its first node to its last. */
export type List = readonly Node[];

/** Places of the two lists that an execution itself walks; the others are branches. */
export const FORWARD = 0;
export const UNDO = 1;

export interface Plan {
  readonly lists: readonly List[];
  /** State transitions, mean, of an execution without retries and failures. */
  readonly transitions: number;
}

/** @param indexOf the index of a task's connection */
export function planOf(resource: Parameters<typeof tasksOf>[0], indexOf: (task: Task) => number): Plan {
  const tasks = tasksOf(resource);
  const lists: List[] = [[], []];

  const common = (failing: Task, share: number, onFailure: Common['onFailure'], own: number, afterwards: number) => ({
    share,
    onFailure,
    undoFrom: undoingFrom(failing, tasks),
    transitions: own + afterwards,
    afterwards,
  });
  const taskNode = (task: Task, onFailure: Common['onFailure'], afterwards: number): TaskNode => ({
    kind: 'task',
    index: indexOf(task),
    payload: task.config.payload ?? -1,
    config: task.config,
    ...common(task, task.config.share, onFailure, transitionsOf(task), afterwards),
  });
  /** Nodes from the last to the first: each knows what comes after it. */
  const listOf = <T>(items: readonly T[], ends: number, nodeOf: (item: T, afterwards: number) => Node): List => {
    const list: Node[] = [];
    for (const item of items.toReversed()) list.unshift(nodeOf(item, list[0]?.transitions ?? ends));
    return list;
  };

  const branchList = (branch: readonly Task[]): number =>
    lists.push(
      listOf(branch, needsEnd(branch.at(-1)) ? 1 : 0, (task, afterwards) =>
        // A failure that is not passed over is one of the Parallel state.
        taskNode(task, task.config.onFailure === 'continue' ? 'continue' : 'fail', afterwards),
      ),
    ) - 1;
  const stepNode = (step: Step, afterwards: number): Node => {
    if (step.kind === 'task') return taskNode(step.task, afterFailure(step.task, tasks), afterwards);
    const branches = step.branches.map(branchList);
    const own = 1 + total(branches, (list) => lists[list]![0]!.transitions);
    const then = leadsToUndo(step) && tasks.undo.length > 0 ? 'undo' : 'fail';
    return { kind: 'parallel', branches, ...common(tasksIn(step)[0]!, 1, then, own, afterwards) };
  };
  const last = tasks.steps.at(-1);
  lists[FORWARD] = listOf(tasks.steps, last?.kind === 'task' && needsEnd(last.task) ? 1 : 0, stepNode);
  lists[UNDO] = listOf(tasks.undo, 1, (task, afterwards) => taskNode(task, afterFailure(task, tasks), afterwards));
  // A definition needs a state even where nothing is to be done.
  return { lists, transitions: lists[FORWARD][0]?.transitions ?? 1 };
}

/** The tasks of a state machine as a run walks them: lists of nodes, one for each that is walked by itself. */
import { total } from '#shared/model/total';
import {
  afterFailure,
  endsInState,
  isMap,
  isPassedOver,
  itemsAtOnce,
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
  /** State transitions of what fails for good and is passed over, beside those that follow anyway. */
  readonly passing: number;
  /** State transitions, mean, of what comes to this place, and of what goes on from it, to the end of the list. */
  readonly transitions: number;
  readonly afterwards: number;
}

export interface TaskNode extends Common {
  readonly kind: 'task';
  /** Of its connection. */
  readonly index: number;
  /** Bytes; −1: a share of the execution's, of so many. */
  readonly payload: number;
  readonly shares: number;
  readonly config: Task['config'];
}

export interface ParallelNode extends Common {
  readonly kind: 'parallel';
  /** Lists of its branches, by their place in the plan. */
  readonly branches: readonly number[];
}

export interface MapNode extends Common {
  readonly kind: 'map';
  /** The list of one item, by its place in the plan. */
  readonly list: number;
  readonly items: number;
  readonly atOnce: number;
}

export type Node = TaskNode | ParallelNode | MapNode;

/** What is walked from its first node to its last: tasks in order, those that undo, a branch, or an item. */
export type List = readonly Node[];

/** Places of the two lists that an execution itself walks; the others are branches. */
export const FORWARD = 0;
export const UNDO = 1;

export interface Plan {
  readonly lists: readonly List[];
  /** State transitions, mean, of an execution without retries and failures. */
  readonly transitions: number;
}

/**
 * @param indexOf the index of a task's connection
 * @param mostItems at once, of a Map
 */
export function planOf(
  resource: Parameters<typeof tasksOf>[0],
  indexOf: (task: Task) => number,
  mostItems: number,
): Plan {
  const tasks = tasksOf(resource);
  const lists: List[] = [[], []];
  type OnFailure = Common['onFailure'];

  const common = (failing: Task, onFailure: OnFailure, own: number, afterwards: number) => ({
    share: 1,
    passing: 0,
    onFailure,
    undoFrom: undoingFrom(failing, tasks),
    transitions: own + afterwards,
    afterwards,
  });
  const onceNode = (task: Task, onFailure: OnFailure, own: number, afterwards: number): TaskNode => ({
    kind: 'task',
    index: indexOf(task),
    payload: task.config.payload ?? -1,
    shares: 1,
    config: task.config,
    ...common(task, onFailure, own, afterwards),
  });
  /** A failure that is not passed over is one of the Parallel or Map state around it. */
  const within = (task: Task): OnFailure => (isPassedOver(task) ? 'continue' : 'fail');
  const taskNode = (task: Task, onFailure: OnFailure, afterwards: number): Node => {
    const { share, items } = task.config;
    const own = transitionsOf(task);
    if (!isMap(task)) return { ...onceNode(task, onFailure, own, afterwards), share };
    const item = { ...onceNode(task, within(task), 1, 0), shares: items, passing: isPassedOver(task) ? 1 : 0 };
    const list = lists.push([item]) - 1;
    const atOnce = itemsAtOnce(task.config, mostItems);
    return { kind: 'map', list, items, atOnce, ...common(task, onFailure, own, afterwards), share };
  };
  /** Nodes from the last to the first: each knows what comes after it. */
  const listOf = <T>(items: readonly T[], ends: number, nodeOf: (item: T, afterwards: number) => Node): List => {
    const list: Node[] = [];
    for (const item of items.toReversed()) list.unshift(nodeOf(item, list[0]?.transitions ?? ends));
    return list;
  };
  const branchList = (branch: readonly Task[]): number => {
    const ends = needsEnd(branch.at(-1)) ? 1 : 0;
    return lists.push(listOf(branch, ends, (task, afterwards) => taskNode(task, within(task), afterwards))) - 1;
  };
  const stepNode = (step: Step, afterwards: number): Node => {
    if (step.kind === 'task') return taskNode(step.task, afterFailure(step.task, tasks), afterwards);
    const branches = step.branches.map(branchList);
    const own = 1 + total(branches, (list) => lists[list]![0]!.transitions);
    const then = leadsToUndo(step, tasks) ? 'undo' : 'fail';
    return { kind: 'parallel', branches, ...common(tasksIn(step)[0]!, then, own, afterwards) };
  };
  lists[FORWARD] = listOf(tasks.steps, endsInState(tasks) ? 1 : 0, stepNode);
  lists[UNDO] = listOf(tasks.undo, 1, (task, afterwards) => taskNode(task, afterFailure(task, tasks), afterwards));
  // A definition needs a state even where nothing is to be done.
  return { lists, transitions: lists[FORWARD][0]?.transitions ?? 1 };
}

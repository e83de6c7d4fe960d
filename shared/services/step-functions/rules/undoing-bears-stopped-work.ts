import type { Terms } from '#shared/model/contract';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { TaskConfig } from '../task-config';
import { afterFailure, type Task, tasksIn, tasksOf, undoingFrom, undoneBy } from '../tasks';

export const undoingBearsStoppedWork: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/undoing-bears-stopped-work',
  title: 'undoing bears that a stopped function still runs',
  severity: 'info',
  category: 'semantics',
  why: 'When one branch of a Parallel state fails, the others are stopped, but a function that was invoked there runs on to its end. Undoing that begins at once may come before the work that it undoes, which then stays done. AWS advises a Wait state before it.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html',
  asOf: '2026-11-27',
  check(undo, report) {
    const { id, from, to } = undo;
    const tasks = tasksOf(from.resource);
    const undone = undoneBy(undo, tasks);
    if (undo.config.runs !== 'undo' || undone?.to.contract !== 'invoke') return;
    const step = tasks.steps.find((each) => tasksIn(each).some((task) => task.id === undone.id));
    if (step?.kind !== 'parallel') return;
    const at = tasks.undo.findIndex((task) => task.id === id);
    const failing = step.branches
      .filter((branch) => !branch.some((task) => task.id === undone.id))
      .flat()
      .find((task: Task) => afterFailure(task, tasks) === 'undo' && undoingFrom(task, tasks) <= at);
    if (!failing) return;
    const { timeout } = undone.to.terms as Terms<'invoke'>;
    report(
      { connection: id, field: 'undoes' },
      `when ${failing.to.resource.name} fails for good ${undone.to.resource.name} beside it may still run, for up to ${durationText(timeout)}, while ${to.resource.name} undoes it for ${from.resource.name}: have it wait, or bear that it comes first`,
    );
  },
};

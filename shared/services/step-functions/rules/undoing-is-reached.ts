import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { StateMachineConfig } from '../config';
import { firstUndone, tasksOf, undoneBy } from '../tasks';

export const undoingIsReached: ResourceRule<StateMachineConfig> = {
  id: 'step-functions/undoing-is-reached',
  title: 'tasks that undo run after some failure',
  severity: 'error',
  category: 'semantics',
  why: 'A task that undoes runs only after a failure that another task’s Catch sends there. Without such a Catch nothing leads to its state, which AWS refuses.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
  asOf: '2026-11-23',
  check(resource, report) {
    const tasks = tasksOf(resource);
    const [first] = tasks.undo;
    if (!first) return;
    if (!tasks.forward.some(({ config }) => config.onFailure === 'undo')) {
      const last = tasks.forward.at(-1);
      report(
        { connection: first.id, field: 'runs' },
        `${first.to.resource.name} undoes for ${resource.name} but no failure is caught for it, so that it never runs: let the tasks after which something must be undone lead there`,
        last && set(`Undo after a failure of ${last.to.resource.name}`, { connection: last.id }, 'onFailure', 'undo'),
      );
      return;
    }
    for (const task of tasks.undo.slice(0, firstUndone(tasks))) {
      const { id, to } = task;
      const undone = undoneBy(task, tasks);
      report(
        { connection: id, field: 'undoes' },
        `${to.resource.name} undoes ${undone?.to.resource.name ?? 'nothing'} for ${resource.name} but no failure of a later task is caught for it, so that it never runs: let a task after which it must be undone lead there`,
      );
    }
  },
};

import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { tasksOf, undoneBy } from '../tasks';

export const undoingNamesATask: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/undoing-names-a-task',
  title: 'a task that undoes names the task whose work it undoes',
  severity: 'warning',
  category: 'semantics',
  why: 'Undoing begins at the first task whose counterpart was done. A task that names no counterpart that is there undoes whatever was done: it may give back what was never taken.',
  source: 'https://docs.aws.amazon.com/prescriptive-guidance/latest/cloud-design-patterns/saga-orchestration.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, from, to } = connection;
    const tasks = tasksOf(from.resource);
    if (config.runs !== 'undo' || config.undoes === '' || undoneBy(connection, tasks)) return;
    const meant = tasks.forward.filter((task) => [task.to.resource.id, task.to.resource.name].includes(config.undoes));
    const [only] = meant;
    report(
      { connection: id, field: 'undoes' },
      `${to.resource.name} is to undo ${config.undoes} for ${from.resource.name}, which has no connection of that id to a task in order: give the id of one, or none for whatever was done`,
      only && meant.length === 1
        ? set(`Let ${to.resource.name} undo ${only.to.resource.name}`, { connection: id }, 'undoes', only.id)
        : set(`Let ${to.resource.name} undo whatever was done`, { connection: id }, 'undoes', undefined),
    );
  },
};

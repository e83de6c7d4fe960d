import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { leadsToUndo, tasksIn, tasksOf } from '../tasks';

export const branchesFailAlike: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/branches-fail-alike',
  title: 'tasks at once have their failures caught alike',
  severity: 'info',
  category: 'semantics',
  why: 'A failure that is not caught within a branch is one of the whole Parallel state, and its Catch cannot tell which branch it came from. What is to be undone after one of them is undone after each.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html',
  asOf: '2026-11-27',
  check({ id, config, from, to }, report) {
    const tasks = tasksOf(from.resource);
    if (config.runs === 'undo' || config.onFailure !== 'fail') return;
    const step = tasks.steps.find((each) => tasksIn(each).some((task) => task.id === id));
    const caught = step && leadsToUndo(step, tasks) && tasksIn(step).find((task) => task.config.onFailure === 'undo');
    if (!caught) return;
    report(
      { connection: id, field: 'onFailure' },
      `a failure of ${to.resource.name} is to end ${from.resource.name} with nothing undone, but the Catch for ${caught.to.resource.name} beside it takes it too, and all is undone: say so, or run them one after the other`,
      set(`Undo after a failure of ${to.resource.name}`, { connection: id }, 'onFailure', 'undo'),
    );
  },
};

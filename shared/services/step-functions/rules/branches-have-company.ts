import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { tasksIn, tasksOf } from '../tasks';

export const branchesHaveCompany: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/branches-have-company',
  title: 'a branch has another beside it',
  severity: 'info',
  category: 'semantics',
  why: 'A Parallel state runs its branches at once. A branch that is alone in its place has nothing to run beside: it takes its turn like any other tasks.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-parallel.html',
  asOf: '2026-11-27',
  check({ id, config, from, to }, report) {
    if (config.runs === 'undo' || config.branch === 'none') return;
    const step = tasksOf(from.resource).steps.find((each) => tasksIn(each).some((task) => task.id === id));
    if (step?.kind !== 'task') return;
    report(
      { connection: id, field: 'branch' },
      `${to.resource.name} is in branch ${config.branch} in place ${config.place} of ${from.resource.name}, which has no other branch: nothing runs at once`,
      set(`Take ${to.resource.name} out of the branch`, { connection: id }, 'branch', undefined),
    );
  },
};

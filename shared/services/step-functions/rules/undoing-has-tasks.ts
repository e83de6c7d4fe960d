import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { tasksOf } from '../tasks';

export const undoingHasTasks: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/undoing-has-tasks',
  title: 'a failure that is caught to be undone leads to tasks that undo',
  severity: 'error',
  category: 'semantics',
  why: 'A Catch names the state that follows it. Where no task undoes anything, the execution ends as failed and what the tasks before did stays as it is.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report) {
    if (config.runs === 'undo' || config.onFailure !== 'undo' || tasksOf(from.resource).undo.length > 0) return;
    report(
      { connection: id, field: 'onFailure' },
      `a failure of ${to.resource.name} is caught to be undone but no task of ${from.resource.name} undoes: draw one that runs to undo, or let the execution fail`,
      set('Let the execution fail', { connection: id }, 'onFailure', undefined),
    );
  },
};

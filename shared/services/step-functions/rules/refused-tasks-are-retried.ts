import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { seldomFails } from '../tasks';

const ENOUGH = 3;

export const refusedTasksAreRetried: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/refused-tasks-are-retried',
  title: 'a task is tried again before its execution fails',
  severity: 'warning',
  category: 'reliability',
  why: 'Step Functions tries nothing again unless the state has a Retry. A single throttle, timeout or error of a task then ends the whole execution, although a second attempt a moment later would have done.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, config, from, to } = connection;
    const isUndo = config.runs === 'undo';
    if (config.retryAttempts > 0 || (!isUndo && config.onFailure === 'continue')) return;
    if (seldomFails(connection)) return;
    const caught = config.onFailure === 'undo' ? 'has all undone' : 'fails the execution';
    const then = isUndo ? 'leaves what was done as it is' : caught;
    report(
      { connection: id, field: 'retryAttempts' },
      `${from.resource.name} tries ${to.resource.name} once, so that a single throttle or error ${then}: retry it ${ENOUGH} times`,
      set(`Retry ${to.resource.name} ${ENOUGH} times`, { connection: id }, 'retryAttempts', ENOUGH),
    );
  },
};

import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { callbackOf } from '../tasks';

const A_DAY = 86_400;

export const callbacksHaveATimeout: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/callbacks-have-a-timeout',
  title: 'a wait for a callback ends by itself',
  severity: 'warning',
  category: 'reliability',
  why: 'A task that waits for a callback has no timeout unless it is given one. Where the token is lost, the execution stays open for up to a year, counts among the open executions of the account, and nobody is told.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/sfn-stuck-execution.html',
  asOf: '2026-11-27',
  check(connection, report) {
    const { id, from, to } = connection;
    const callback = callbackOf(connection);
    if (!callback || callback.timeout !== undefined || callback.heartbeat !== undefined) return;
    report(
      { connection: id, field: 'timeout' },
      `${from.resource.name} waits for the callback of ${to.resource.name} for up to a year if its token is lost: give it a timeout or a heartbeat`,
      set('Wait for a day', { connection: id }, 'timeout', A_DAY),
    );
  },
};

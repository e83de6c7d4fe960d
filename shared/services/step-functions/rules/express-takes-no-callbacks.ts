import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { TaskConfig } from '../task-config';
import { callbackOf } from '../tasks';

export const expressTakesNoCallbacks: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/express-takes-no-callbacks',
  title: 'only Standard workflows wait for callbacks',
  severity: 'error',
  category: 'semantics',
  why: 'Express workflows support the request and its response alone: AWS refuses a definition with .waitForTaskToken in one.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html',
  asOf: '2026-11-27',
  check(connection, report) {
    const { id, from, to } = connection;
    if (callbackOf(connection) === undefined || from.resource.config['type'] === 'standard') return;
    report(
      { connection: id, field: 'waitsFor' },
      `${from.resource.name} is Express, which takes no callbacks, but waits for one of ${to.resource.name}: make it Standard, or go on with the answer of the call`,
      set('Go on with the answer of the call', { connection: id }, 'waitsFor', undefined),
    );
  },
};

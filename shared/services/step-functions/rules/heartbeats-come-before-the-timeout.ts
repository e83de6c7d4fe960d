import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { TaskConfig } from '../task-config';
import { callbackOf } from '../tasks';

export const heartbeatsComeBeforeTheTimeout: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/heartbeats-come-before-the-timeout',
  title: 'a heartbeat is shorter than the timeout of its task',
  severity: 'error',
  category: 'semantics',
  why: 'HeartbeatSeconds must be less than TimeoutSeconds: AWS refuses a definition in which it is not.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html',
  asOf: '2026-11-27',
  check(connection, report) {
    const { id, to } = connection;
    const callback = callbackOf(connection);
    if (callback?.heartbeat === undefined || callback.timeout === undefined) return;
    if (callback.heartbeat < callback.timeout) return;
    report(
      { connection: id, field: 'heartbeat' },
      `the heartbeat of ${to.resource.name} is ${durationText(callback.heartbeat)} but its timeout ${durationText(callback.timeout)}: a heartbeat must be shorter`,
      set('Do without the heartbeat', { connection: id }, 'heartbeat', undefined),
    );
  },
};

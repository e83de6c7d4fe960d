import type { ConnectionRule } from '#shared/model/rule';
import { durationText, roughTime } from '#shared/model/wording';
import { noticeableShareBeyond } from '#shared/queueing/tail';
import type { TaskConfig } from '../task-config';
import { callbackOf } from '../tasks';

/** From this share of the callbacks on it is a finding. */
const MANY = 0.01;

export const callbacksComeInTime: ConnectionRule<TaskConfig, 'run-tasks'> = {
  id: 'step-functions/callbacks-come-in-time',
  title: 'callbacks come before the timeout of their task',
  severity: 'warning',
  category: 'reliability',
  why: 'At its timeout the attempt fails with States.Timeout. A callback that comes later is refused with TaskTimedOut: the work was done, and the workflow goes on as if it were not.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_SendTaskSuccess.html',
  asOf: '2026-11-27',
  check(connection, report) {
    const { id, from, to } = connection;
    const callback = callbackOf(connection);
    if (callback?.timeout === undefined) return;
    const late = noticeableShareBeyond(callback.callbackTime, callback.timeout);
    if (late < MANY) return;
    report(
      { connection: id, field: 'timeout' },
      `${Math.round(late * 100)} % of the callbacks of ${to.resource.name} come after the ${durationText(callback.timeout)} that ${from.resource.name} waits for them, ${roughTime(callback.callbackTime.mean)} on average: give them more time`,
    );
  },
};

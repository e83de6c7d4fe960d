import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText, roughTime } from '#shared/model/wording';
import type { StateMachineConfig } from '../config';
import { LONGEST_EXPRESS, waitsForEnd } from '../starts';

export const expressEndsInTime: ResourceRule<StateMachineConfig> = {
  id: 'step-functions/express-ends-in-time',
  title: 'an Express execution usually ends within five minutes',
  severity: 'error',
  category: 'limits',
  why: 'After five minutes an Express execution is ended with States.Timeout, wherever it is: tasks under way work on, nothing catches the timeout and nothing is undone. Standard executions take up to a year.',
  source: 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html',
  asOf: '2026-11-23',
  check({ id, name, config, inbound }, report, { capacity, quota }) {
    const duration = capacity?.resources.get(id)?.limits.find((limit) => limit.id === LONGEST_EXPRESS)?.used;
    const most = quota(LONGEST_EXPRESS);
    if (config.type === 'standard' || duration === undefined || duration <= most) return;
    report(
      { resource: id, field: 'type' },
      `an execution of ${name} takes ${roughTime(duration)} but Express ends it after ${durationText(most)}: make it Standard, or shorten its tasks`,
      inbound.some(waitsForEnd) ? undefined : set(`Make ${name} Standard`, { resource: id }, 'type', 'standard'),
    );
  },
};

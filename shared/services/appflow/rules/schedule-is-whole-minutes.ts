import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText, short } from '#shared/model/wording';
import type { FlowConfig } from '../config';

const MINUTE = 60;

export const scheduleIsWholeMinutes: ResourceRule<FlowConfig> = {
  id: 'appflow/schedule-is-whole-minutes',
  title: 'a flow runs every so many whole minutes',
  severity: 'error',
  category: 'limits',
  why: 'The schedule of a flow counts minutes, hours or days.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/service-quotas.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report) {
    if (config.trigger !== 'schedule' || config.every % MINUTE === 0) return;
    const whole = Math.max(MINUTE, Math.round(config.every / MINUTE) * MINUTE);
    report(
      { resource: id, field: 'every' },
      `${name} runs every ${short(config.every)} s but AppFlow takes whole minutes: use ${durationText(whole)}`,
      set(`Run ${name} every ${durationText(whole)}`, { resource: id }, 'every', whole),
    );
  },
};

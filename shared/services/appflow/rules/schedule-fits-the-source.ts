import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText } from '#shared/model/wording';
import type { FlowConfig } from '../config';
import { connectorOf } from '../connectors';

export const scheduleFitsTheSource: ResourceRule<FlowConfig> = {
  id: 'appflow/schedule-fits-the-source',
  title: 'a flow runs no more often than its source allows',
  severity: 'error',
  category: 'limits',
  why: 'Each source has a shortest time between two runs: a minute for most, an hour for Marketo, Singular and Trend Micro, a day for Amplitude and Google Analytics. AppFlow refuses a schedule that is faster.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/service-quotas.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report) {
    const { title, shortestPeriod } = connectorOf(config.source);
    if (config.trigger !== 'schedule' || config.every >= shortestPeriod) return;
    report(
      { resource: id, field: 'every' },
      `${name} runs every ${durationText(config.every)} but ${title} may be read every ${durationText(shortestPeriod)} at most: run it less often`,
      set(`Run ${name} every ${durationText(shortestPeriod)}`, { resource: id }, 'every', shortestPeriod),
    );
  },
};

import { addBehind } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText, listed } from '#shared/model/wording';
import { deadLetterOf, deadLettersOf } from '#shared/model/targets';
import type { ScheduleConfig } from '../config';
import { targetsOf } from '../targets';

/** Longest retention of a queue, in seconds: 14 days. */
const LONG = 1_209_600;

export const undeliveredInvocationsAreKept: ResourceRule<ScheduleConfig> = {
  id: 'scheduler/undelivered-invocations-are-kept',
  title: 'a schedule has a dead-letter queue',
  severity: 'warning',
  category: 'reliability',
  why: 'EventBridge Scheduler drops an invocation after its last retry, after 24 hours at the latest. Without a dead-letter queue nothing but a metric tells that a run did not happen.',
  source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, context) {
    const bare = targetsOf({ outbound }).filter((target) => !deadLetterOf({ outbound }, target.id));
    if (bare.length === 0) return;
    const age = Math.min(...bare.map(({ config }) => config.maximumEventAge));
    const queue = context.serviceTaking('enqueue');
    report(
      { resource: id },
      `invocations by ${name} that ${listed(
        bare.map(({ to }) => to.resource.name),
        5,
      )} did not get within ${durationText(age)} are lost: give the ${bare.length === 1 ? 'schedule' : 'schedules'} a dead-letter queue`,
      queue && deadLettersOf({ outbound }).length === 0
        ? addBehind(
            `Keep undelivered invocations of ${name}`,
            {
              from: id,
              kind: 'scheduler/target-dead-letter',
              resource: { id: `${id}-undelivered`, service: queue.id, config: { retention: LONG } },
            },
            context,
          )
        : undefined,
    );
  },
};

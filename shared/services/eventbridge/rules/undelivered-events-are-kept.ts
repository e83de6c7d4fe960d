import { addBehind } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { durationText, listed } from '#shared/model/wording';
import { deadLetterOf, deadLettersOf } from '#shared/model/targets';
import type { BusConfig } from '../config';
import { retryPolicy } from '../target-config';
import { targetsOf } from '../targets';

/** Longest retention of a queue, in seconds: 14 days. */
const LONG = 1_209_600;

export const undeliveredEventsAreKept: ResourceRule<BusConfig> = {
  id: 'eventbridge/undelivered-events-are-kept',
  title: 'a target has a dead-letter queue',
  severity: 'warning',
  category: 'reliability',
  why: 'EventBridge drops an event after its last retry, after 24 hours at the latest. Where the target is gone or refuses EventBridge it does not try again at all. Without a dead-letter queue of the target the event is lost.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html',
  asOf: '2026-11-23',
  check({ id, name, outbound }, report, context) {
    const bare = targetsOf({ outbound }).filter((target) => !deadLetterOf({ outbound }, target.id));
    if (bare.length === 0) return;
    const ages = bare.map(({ config }) => retryPolicy(config).maximumEventAge);
    const queue = context.serviceTaking('enqueue');
    report(
      { resource: id },
      `events of ${name} that ${listed(
        bare.map(({ to }) => to.resource.name),
        5,
      )} did not get within ${durationText(Math.min(...ages))} are lost, at once where the permission is missing: give the ${bare.length === 1 ? 'target' : 'targets'} a dead-letter queue`,
      queue && deadLettersOf({ outbound }).length === 0
        ? addBehind(
            `Keep undelivered events of ${name}`,
            {
              from: id,
              kind: 'eventbridge/target-dead-letter',
              resource: { id: `${id}-undelivered`, service: queue.id, config: { retention: LONG } },
            },
            context,
          )
        : undefined,
    );
  },
};

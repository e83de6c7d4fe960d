import type { ResourceRule } from '#shared/model/rule';
import type { BusConfig } from '../config';
import { isFree, targetsOf } from '../targets';

export const busHasRules: ResourceRule<BusConfig> = {
  id: 'eventbridge/bus-has-rules',
  title: 'a bus that events are put on has a rule',
  severity: 'info',
  category: 'reliability',
  why: 'A bus keeps nothing: an event that matches no rule is gone, although PutEvents answered 200 and the event is charged (what AppFlow tells of its own runs is not). Rules that are not drawn are a reason to acknowledge the finding.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html',
  asOf: '2026-11-23',
  check({ id, name, config, inbound, outbound }, report) {
    // What failed for good and is lost here is worse, and another rule's job.
    if (inbound.length === 0 || inbound.some(({ kind }) => kind.role === 'failure')) return;
    if (config.hasArchive || targetsOf({ outbound }).length > 0) return;
    const charged = inbound.every((each) => isFree(each)) ? '' : ' and still charged';
    report(
      { resource: id },
      `no rule of ${name} takes the events that are put there, so that they are gone${charged}: draw a rule to a function, a queue or a topic`,
    );
  },
};

import type { ResourceRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { DeliveryConfig } from '../config';
import { destinationsOf } from '../outlets';

export const streamHasOneDestination: ResourceRule<DeliveryConfig> = {
  id: 'firehose/stream-has-one-destination',
  title: 'a delivery stream has one destination',
  severity: 'error',
  category: 'semantics',
  why: 'A delivery stream leads to exactly one place: a bucket, or an HTTP endpoint. Two places need two delivery streams, which can read the same data stream.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html',
  asOf: '2026-11-23',
  check({ id, name, ...stream }, report) {
    const destinations = destinationsOf(stream);
    if (destinations.length === 1) return;
    report(
      { resource: id },
      destinations.length === 0
        ? `${name} has no destination: connect it to a bucket or an HTTP endpoint`
        : `${name} has ${destinations.length} destinations, ${listed(destinations.map(({ to }) => to.resource.name))}, but AWS takes one: use a delivery stream for each`,
    );
  },
};

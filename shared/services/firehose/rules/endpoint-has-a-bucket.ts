import { addBehind } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { DeliveryConfig } from '../config';
import { endpointDestinations, failedRecordsOf } from '../outlets';

export const endpointHasABucket: ResourceRule<DeliveryConfig> = {
  id: 'firehose/endpoint-has-a-bucket',
  title: 'a bucket keeps what an endpoint does not take',
  severity: 'error',
  category: 'reliability',
  why: 'With an HTTP endpoint as its destination AWS asks for a bucket: records that the endpoint did not acknowledge within the retry duration go there, as do those that the function could not process.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html',
  asOf: '2026-11-23',
  check({ id, name, ...stream }, report, context) {
    const [endpoint] = endpointDestinations(stream);
    if (!endpoint || failedRecordsOf(stream)) return;
    const bucket = context.serviceTaking('keep-objects');
    report(
      { resource: id },
      `${name} has no bucket for the records that ${endpoint.to.resource.name} does not acknowledge: AWS asks for one`,
      bucket &&
        addBehind(
          `Keep failed records in a new bucket`,
          {
            from: id,
            kind: 'firehose/failed-records',
            resource: { id: `${id}-failed`, service: bucket.id, config: {} },
          },
          context,
        ),
    );
  },
};

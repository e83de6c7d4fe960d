import type { ConnectionRule } from '#shared/model/rule';
import type { FailedRecordsConfig } from '../destination-config';
import { endpointDestinations } from '../outlets';

export const failedRecordsHaveAnEndpoint: ConnectionRule<FailedRecordsConfig, 'deliver-batches', 'keep-objects'> = {
  id: 'firehose/failed-records-have-an-endpoint',
  title: 'a bucket for failed records belongs to an endpoint',
  severity: 'error',
  category: 'semantics',
  why: 'A delivery stream to a bucket writes failed records to the same bucket, under the error prefix. Only one that delivers to an HTTP endpoint has a bucket for them.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/create-destination.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    const { resource } = from;
    if (endpointDestinations(resource).length > 0) return;
    report(
      { connection: id },
      `${resource.name} delivers to no HTTP endpoint, so that ${to.resource.name} cannot be its bucket for failed records: a bucket that is its destination keeps them under the error prefix`,
      { title: 'Remove this connection', edit: { do: 'disconnect', id } },
    );
  },
};

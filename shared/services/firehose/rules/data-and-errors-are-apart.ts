import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { BucketDestinationConfig } from '../destination-config';

export const dataAndErrorsAreApart: ConnectionRule<BucketDestinationConfig, 'deliver-batches', 'keep-objects'> = {
  id: 'firehose/data-and-errors-are-apart',
  title: 'failed records are not among the data',
  severity: 'warning',
  category: 'semantics',
  why: 'Whoever reads the prefix of the data, a query or a notification, reads the objects of failed records with it where their prefix begins with the same.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html',
  asOf: '2026-11-23',
  check({ id, config: { keyPrefix, errorPrefix }, to }, report) {
    if (keyPrefix === '' || !errorPrefix.startsWith(keyPrefix)) return;
    report(
      { connection: id, field: 'errorPrefix' },
      `objects of failed records begin with ${keyPrefix} as those of the data do: who reads ${keyPrefix} of ${to.resource.name} reads both`,
      set('Keep failed records under errors/', { connection: id }, 'errorPrefix', undefined),
    );
  },
};

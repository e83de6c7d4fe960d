import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { BucketDestinationConfig } from '../destination-config';

export const partitionFieldIsAQuery: ConnectionRule<BucketDestinationConfig, 'deliver-batches', 'keep-objects'> = {
  id: 'firehose/partition-field-is-a-query',
  title: 'the partition field is a path of jq',
  severity: 'error',
  category: 'semantics',
  why: 'Firehose reads the partition of a record by a query of jq 1.6, which begins with a dot. Records for which it gives nothing go to the error prefix.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html',
  asOf: '2026-11-23',
  check({ id, config: { partitioning, partitionField } }, report) {
    const written = partitionField.trim();
    if (!partitioning || /^\.\w/.test(written)) return;
    const meant = /^\w+(\.\w+)*$/.test(written) ? `.${written}` : undefined;
    report(
      { connection: id, field: 'partitionField' },
      written === ''
        ? 'records are partitioned by no field: name one as jq does, .customer'
        : `${written} is no path of jq, which begins with a dot`,
      meant === undefined ? undefined : set(`Partition by ${meant}`, { connection: id }, 'partitionField', meant),
    );
  },
};

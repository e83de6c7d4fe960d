import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { BucketSourceConfig } from '../destination-config';

export const sourceIsAFolder: ConnectionRule<BucketSourceConfig, 'transfer', 'keep-objects'> = {
  id: 'appflow/source-is-a-folder',
  title: 'a flow reads a folder of a bucket',
  severity: 'error',
  category: 'limits',
  why: 'Files that a flow reads have to be in a folder, not at the top of the bucket, and each has 125 MB at most.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/s3.html',
  asOf: '2026-11-23',
  check({ id, config, from, to }, report) {
    if (config.keyPrefix.replaceAll('/', '').trim() !== '') return;
    report(
      { connection: id, field: 'keyPrefix' },
      `${from.resource.name} reads no folder of ${to.resource.name}: put the files into one and name it`,
      set(`Read the folder exports/ of ${to.resource.name}`, { connection: id }, 'keyPrefix', 'exports/'),
    );
  },
};

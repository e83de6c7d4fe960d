import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { StreamConfig } from '../config';

export const recordsAreEncrypted: ResourceRule<StreamConfig> = {
  id: 'kinesis/records-are-encrypted',
  title: 'a stream’s records are encrypted at rest',
  severity: 'info',
  category: 'security',
  why: 'Encryption with the key that AWS manages costs nothing for the key and needs no change in producers or readers. Most security baselines ask for it.',
  source: 'https://docs.aws.amazon.com/streams/latest/dev/what-is-sse.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report) {
    if (config.encryption !== 'none') return;
    report(
      { resource: id, field: 'encryption' },
      `the records of ${name} are not encrypted at rest: use the AWS managed key`,
      set('Encrypt with the AWS managed key', { resource: id }, 'encryption', 'managed'),
    );
  },
};

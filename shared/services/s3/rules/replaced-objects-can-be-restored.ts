import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { BucketConfig } from '../config';
import { accessOf, writersOf } from '../notifications';

export const replacedObjectsCanBeRestored: ResourceRule<BucketConfig> = {
  id: 's3/replaced-objects-can-be-restored',
  title: 'objects that are replaced or removed can be brought back',
  severity: 'info',
  category: 'reliability',
  why: 'Without versioning, the last writer wins: what a faulty writer replaced or removed is gone. Work that comes twice or late, as notifications and retries do, overwrites what is newer.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
  asOf: '2026-11-26',
  check({ id, name, config, inbound }, report) {
    if (config.versioned) return;
    const writers = writersOf({ inbound });
    const removes = writers.some((writer) => accessOf(writer).removes === true);
    if (!removes && (config.newObjectShare === 1 || writers.length === 0)) return;
    report(
      { resource: id, field: 'versioned' },
      `objects of ${name} are ${removes ? 'removed' : 'replaced'} but it keeps no versions: what a faulty writer destroys cannot be brought back; turn versioning on`,
      set('Turn on versioning', { resource: id }, 'versioned', true),
    );
  },
};

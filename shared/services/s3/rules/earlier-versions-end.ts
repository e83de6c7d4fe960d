import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { BucketConfig } from '../config';
import { accessOf, writersOf } from '../notifications';

/** 30 days, in seconds. */
const MONTH = 2_592_000;

export const earlierVersionsEnd: ResourceRule<BucketConfig> = {
  id: 's3/earlier-versions-end',
  title: 'earlier versions are deleted some time',
  severity: 'info',
  category: 'cost',
  why: 'In a versioned bucket nothing is deleted by deleting it, nor by an expiration of objects: what was replaced or deleted stays as an earlier version and is charged until a lifecycle rule for such versions ends it.',
  source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
  asOf: '2026-11-26',
  check({ id, name, config, inbound }, report) {
    if (!config.versioned || config.noncurrentExpiration !== undefined) return;
    const replaces = config.newObjectShare < 1 && writersOf({ inbound }).length > 0;
    const removes = writersOf({ inbound }).some((writer) => accessOf(writer).removes === true);
    if (config.expiration === undefined && !replaces && !removes) return;
    report(
      { resource: id, field: 'noncurrentExpiration' },
      `earlier versions of the objects of ${name} stay for ever and are charged: let them expire`,
      set('Delete earlier versions after 30 days', { resource: id }, 'noncurrentExpiration', MONTH),
    );
  },
};

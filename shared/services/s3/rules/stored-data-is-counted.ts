import type { ResourceRule } from '#shared/model/rule';
import type { BucketConfig } from '../config';
import { accessOf, writersOf } from '../notifications';

export const storedDataIsCounted: ResourceRule<BucketConfig> = {
  id: 's3/stored-data-is-counted',
  title: 'what a bucket keeps is on the bill',
  severity: 'info',
  category: 'cost',
  why: 'Storage is charged by the GB-month. How much a bucket has gathered does not follow from a load: it is stated, or follows from the expiration.',
  source: 'https://aws.amazon.com/s3/pricing/',
  asOf: '2026-11-23',
  check({ id, name, config: { storedBytes, expiration }, inbound }, report) {
    if (storedBytes !== undefined || expiration !== undefined) return;
    if (writersOf({ inbound }).every((writer) => accessOf(writer).removes === true)) return;
    report(
      { resource: id, field: 'storedBytes' },
      `the objects of ${name} stay for ever and their bytes are not on the bill: state how much it holds, or an expiration`,
    );
  },
};

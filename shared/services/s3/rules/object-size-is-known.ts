import type { ResourceRule } from '#shared/model/rule';
import type { BucketConfig } from '../config';
import { accessOf, writersOf } from '../notifications';

export const objectSizeIsKnown: ResourceRule<BucketConfig> = {
  id: 's3/object-size-is-known',
  title: 'the size of objects that leave AWS is known',
  severity: 'info',
  category: 'cost',
  why: 'What clients read over the internet is charged by the GB, usually far more than the requests. Where nothing in the drawing writes the objects, their size cannot be told from it.',
  source: 'https://aws.amazon.com/s3/pricing/',
  asOf: '2026-11-23',
  check({ id, name, config: { objectSize }, inbound }, report) {
    const reads = inbound.some((each) => accessOf(each).does === 'read');
    const writes = writersOf({ inbound }).some((writer) => accessOf(writer).removes !== true);
    if (objectSize !== undefined || !reads || writes) return;
    report(
      { resource: id, field: 'objectSize' },
      `${name} is read but nothing drawn writes to it: the bytes that are read are not on the bill; state the object size`,
    );
  },
};

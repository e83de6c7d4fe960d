import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import type { FlowConfig } from '../config';

export const bucketIsReadAtSetTimes: ResourceRule<FlowConfig> = {
  id: 'appflow/bucket-is-read-at-set-times',
  title: 'a flow that reads a bucket runs by schedule or on demand',
  severity: 'error',
  category: 'semantics',
  why: 'Only SaaS applications that send change events can trigger a flow. Files of a bucket are read by a scheduled or an on-demand flow; what has to happen with each new object is an event notification.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/s3.html',
  asOf: '2026-11-23',
  check({ id, name, config }, report) {
    if (config.source !== 's3' || config.trigger !== 'event') return;
    report(
      { resource: id, field: 'trigger' },
      `${name} reads S3, whose objects trigger no flow: run it by schedule, or connect the bucket’s event notification instead`,
      set(`Run ${name} by schedule`, { resource: id }, 'trigger', 'schedule'),
    );
  },
};

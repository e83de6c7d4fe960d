import type { ResourceRule } from '#shared/model/rule';
import type { FlowConfig } from '../config';
import { bucketSources } from '../runs';

export const sourceBucketIsDrawn: ResourceRule<FlowConfig> = {
  id: 'appflow/source-bucket-is-drawn',
  title: 'a flow that reads S3 reads one bucket of the drawing',
  severity: 'error',
  category: 'semantics',
  why: 'The source of such a flow is a folder of one bucket in the same account and Region, whose policy has to let AppFlow read.',
  source: 'https://docs.aws.amazon.com/appflow/latest/userguide/s3.html',
  asOf: '2026-11-23',
  check({ id, name, config, outbound }, report) {
    if (config.source !== 's3') return;
    const drawn = bucketSources({ outbound }).length;
    if (drawn === 1) return;
    report(
      { resource: id },
      drawn === 0
        ? `${name} reads S3 but no bucket is drawn as its source: connect it to one with the kind Source`
        : `${name} reads ${drawn} buckets but a flow has one source: make a flow for each`,
    );
  },
};

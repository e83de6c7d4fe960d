import type { ResourceRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { FlowConfig } from '../config';
import { sinkOf } from '../connectors';

export const destinationIsNamed: ResourceRule<FlowConfig> = {
  id: 'appflow/destination-is-named',
  title: 'a destination that is not drawn is named in full',
  severity: 'error',
  category: 'limits',
  why: 'AppFlow asks for the object that it writes, and for a warehouse also for a bucket in which the data waits on its way.',
  source: 'https://docs.aws.amazon.com/cli/v1/reference/appflow/create-flow.html',
  asOf: '2026-11-27',
  check({ id, name, config }, report) {
    const sink = sinkOf(config.sink);
    if (!sink) return;
    const missing = [
      ...(config.sinkObject.trim() === '' ? ['the object'] : []),
      ...(sink.staged && config.stagingBucket.trim() === '' ? ['the staging bucket'] : []),
    ];
    if (missing.length === 0) return;
    report(
      { resource: id, field: missing[0] === 'the object' ? 'sinkObject' : 'stagingBucket' },
      `${name} writes to ${sink.title} but ${listed(missing)} ${missing.length === 1 ? 'is' : 'are'} not named`,
    );
  },
};

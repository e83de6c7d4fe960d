import type { ResourceRule } from '#shared/model/rule';
import type { FlowConfig } from '../config';
import { bucketDestinations, busDestinations } from '../runs';

export const flowHasOneDestination: ResourceRule<FlowConfig> = {
  id: 'appflow/flow-has-one-destination',
  title: 'a flow has exactly one destination',
  severity: 'error',
  category: 'limits',
  why: 'AppFlow’s API takes a list of destinations, but a flow writes to one of them only. A second destination is a second flow over the same object, which is charged again.',
  source: 'https://docs.aws.amazon.com/cli/v1/reference/appflow/create-flow.html',
  asOf: '2026-11-27',
  check({ id, name, config, outbound }, report) {
    const drawn = [...bucketDestinations({ outbound }), ...busDestinations({ outbound })].length;
    const all = drawn + (config.sink === 'none' ? 0 : 1);
    if (all === 1) return;
    report(
      { resource: id },
      all === 0
        ? `${name} writes nowhere: connect it to a bucket or a partner event bus, or name a destination that is not drawn`
        : `${name} has ${all} destinations but AppFlow writes to one: make a flow for each`,
    );
  },
};

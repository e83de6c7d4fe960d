import type { GraphRule } from '#shared/model/rule';
import { loops } from '../loops';
import { roundTrip } from '../words';

/** Below this share coming back, hardly any work reaches the pass at which AWS stops it: 0.5^16 is 1 in 65,536. */
const DIES_OUT = 0.5;

export const workComesToAnEnd: GraphRule = {
  id: 'check/work-comes-to-an-end',
  title: 'work comes to an end',
  severity: 'warning',
  category: 'semantics',
  why: 'AWS follows work through Lambda, SQS, SNS and S3 and stops a loop after about 16 passes: what still circles then is dropped, or goes to the dead-letter queue. Until then every piece of work is paid for again with each pass. A loop on purpose is written as a share below one half of the calls.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html',
  asOf: '2026-11-23',
  check(graph, report, { capacity }) {
    for (const { way, gain, stopsAfter } of loops(graph, capacity)) {
      const first = way[0];
      if (!first || stopsAfter === undefined || gain <= DIES_OUT) continue;
      report(
        { resource: first.from.resource.id },
        `work circles ${roundTrip(way)} and AWS stops it after about ${stopsAfter} passes: break the loop, or lower the calls per invocation to the share that has to come back`,
      );
    }
  },
};

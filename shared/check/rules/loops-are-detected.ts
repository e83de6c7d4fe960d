import type { GraphRule } from '#shared/model/rule';
import { loops } from '../loops';
import { listed } from '#shared/model/wording';
import { roundTrip } from '../words';

/** A share that comes back from which a loop feeds itself; what rounding may take off is allowed for. */
const FEEDS_ITSELF = 0.999;

export const loopsAreDetected: GraphRule = {
  id: 'check/loops-are-detected',
  title: 'work does not circle where AWS cannot see it',
  severity: 'error',
  category: 'semantics',
  why: 'AWS detects loops only through Lambda, SQS, SNS and S3. A loop that passes a stream goes on until somebody stops it, and each pass sends at least as much as came in: there is no load at which it settles, and the bill has no bound.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html',
  asOf: '2026-11-23',
  check(graph, report, { capacity }) {
    // Whether it grows without end the capacity engine tells best, where anything comes in.
    const isEndless = !capacity || capacity.entryRate === 0 || capacity.sustains?.limit === 'capacity/endless';
    if (!isEndless) return;
    for (const { way, gain, stopsAfter } of loops(graph, capacity)) {
      const first = way[0];
      if (!first || stopsAfter !== undefined || gain < FEEDS_ITSELF) continue;
      const blind = way.map(({ from }) => from.resource).filter(({ service }) => !service.loopGuard);
      const through =
        blind.length > 0 ? `: AWS does not detect loops through ${listed(blind.map(({ name }) => name))}` : '';
      report(
        { resource: first.from.resource.id },
        `work circles for ever ${roundTrip(way)}${through}; break the loop, or lower the calls per invocation below 1`,
      );
    }
  },
};

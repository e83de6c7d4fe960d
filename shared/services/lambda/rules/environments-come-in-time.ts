import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { synchronousCallers } from '../triggers';

export const environmentsComeInTime: ResourceRule<FunctionConfig> = {
  id: 'lambda/environments-come-in-time',
  title: 'a function’s environments can start as fast as its load may come',
  severity: 'info',
  category: 'capacity',
  why: 'Each function gets at most 1,000 new environments at once and 1,000 more every 10 s, whatever the account’s quota. A load that needs more and comes suddenly is throttled until they have started.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html',
  asOf: '2026-11-23',
  check(resource, report, { capacity, quota }) {
    const { id, name, config } = resource;
    const busy = capacity?.resources.get(id)?.inFlight;
    if (busy === undefined || synchronousCallers(resource).length === 0) return;
    const atOnce = quota('lambda/environment-burst') + (config.provisionedConcurrency ?? 0);
    if (busy <= atOnce) return;
    const delay = (busy - atOnce) / quota('lambda/environments-per-second');
    report(
      { resource: id },
      `${name} needs ${short(busy)} environments but gets ${short(atOnce)} at once: after a sudden start callers are throttled for ${short(delay)} s; let the load rise slower, or provision environments`,
    );
  },
};

import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { synchronousCallers } from '../triggers';

/** AWS advises 10 % above the peak. */
const MARGIN = 1.1;

export const provisionedCoversLoad: ResourceRule<FunctionConfig> = {
  id: 'lambda/provisioned-covers-load',
  title: 'provisioned concurrency covers the load with a tenth to spare',
  severity: 'info',
  category: 'capacity',
  why: 'What comes beyond the provisioned environments starts cold, or takes part of the rest of the reservation. AWS advises a tenth above the concurrency at the peak.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
  asOf: '2026-11-23',
  check(resource, report, { capacity }) {
    const { id, name, config } = resource;
    const { provisionedConcurrency: provisioned, reservedConcurrency: reserved } = config;
    const busy = capacity?.resources.get(id)?.inFlight;
    if (provisioned === undefined || busy === undefined || synchronousCallers(resource).length === 0) return;
    const advised = Math.ceil(busy * MARGIN);
    if (provisioned >= advised) return;
    report(
      { resource: id, field: 'provisionedConcurrency' },
      `${name} has ${short(provisioned)} environments ready but ${short(busy)} are at work on average: the others start cold; provision ${short(advised)}, a tenth above the load`,
      reserved === undefined || advised <= reserved
        ? set(`Provision ${short(advised)}`, { resource: id }, 'provisionedConcurrency', advised)
        : undefined,
    );
  },
};

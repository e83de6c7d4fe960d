import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { synchronousCallers } from '../triggers';

/** Below this share at work, the hours that nobody uses cost more than the cheaper duration saves. */
const WORTH_IT = 0.5;

export const provisionedIsUsed: ResourceRule<FunctionConfig> = {
  id: 'lambda/provisioned-is-used',
  title: 'at least half of the provisioned concurrency is at work',
  severity: 'info',
  category: 'cost',
  why: 'Provisioned environments are charged for every second, at work or not. Used well they are cheaper than environments on demand, used to less than about half they cost more.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html',
  asOf: '2026-11-23',
  check(resource, report, { capacity }) {
    const { id, name, config } = resource;
    const busy = capacity?.resources.get(id)?.inFlight;
    if (config.provisionedConcurrency === undefined || busy === undefined) return;
    if (synchronousCallers(resource).length === 0 || busy >= WORTH_IT * config.provisionedConcurrency) return;
    const enough = Math.max(1, Math.ceil(busy * 1.1));
    if (enough >= config.provisionedConcurrency) return;
    report(
      { resource: id, field: 'provisionedConcurrency' },
      `${name} pays for ${short(config.provisionedConcurrency)} environments but ${short(busy)} are at work on average: ${short(enough)} cover this load, or scale them with the time of day`,
      set(`Provision ${short(enough)}`, { resource: id }, 'provisionedConcurrency', enough),
    );
  },
};

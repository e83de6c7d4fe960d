import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { QueueMappingConfig } from '../mapping-config';

export const pollersHaveARange: ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'> = {
  id: 'lambda/pollers-have-a-range',
  title: 'the minimum of pollers is not above their maximum',
  severity: 'error',
  category: 'limits',
  why: 'Lambda scales the pollers between the two figures and refuses a range that is empty.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html',
  asOf: '2026-11-23',
  check({ id, config: { provisionedPollers, minimumPollers, maximumPollers } }, report) {
    if (!provisionedPollers || minimumPollers <= maximumPollers) return;
    report(
      { connection: id, field: 'maximumPollers' },
      `the minimum is ${short(minimumPollers)} pollers but the maximum ${short(maximumPollers)}: raise the maximum to ${short(minimumPollers)} or more`,
      set(`Set maximum pollers to ${short(minimumPollers)}`, { connection: id }, 'maximumPollers', minimumPollers),
    );
  },
};

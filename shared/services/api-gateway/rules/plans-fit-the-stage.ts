import { set } from '#shared/model/remedy';
import type { ResourceRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';

export const plansFitTheStage: ResourceRule<ApiConfig> = {
  id: 'api-gateway/plans-fit-the-stage',
  title: 'a stage admits what its usage plans promise together',
  severity: 'info',
  category: 'capacity',
  why: 'A request has to pass its usage plan and the stage. Where the plans together promise more than the stage admits, customers that stay within their plans are refused when all of them use it.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html',
  asOf: '2026-11-23',
  check({ id, name, config: { stageRate }, inbound }, report) {
    if (stageRate === undefined) return;
    const promised = inbound.reduce((sum, { kind, config }) => sum + (kind.tokenBucket(config)?.rate ?? 0), 0);
    if (promised <= stageRate) return;
    report(
      { resource: id, field: 'stageRate' },
      `the usage plans promise ${short(promised)} requests a second together but the stage of ${name} admits ${short(stageRate)}: raise the stage’s rate, or lower the plans`,
      set(`Set the stage’s rate to ${short(promised)}/s`, { resource: id }, 'stageRate', promised),
    );
  },
};

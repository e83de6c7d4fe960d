import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';
import type { IntegrationConfig } from '../route-config';
import { functionCapacity } from '../function-capacity';
import { shareOf } from '../routes';

export const stageThrottleProtectsFunction: ConnectionRule<IntegrationConfig, 'integrate', 'invoke'> = {
  id: 'api-gateway/stage-throttle-protects-function',
  title: 'a stage throttles before its function does',
  severity: 'warning',
  category: 'capacity',
  why: 'What the stage refuses the client sees as 429 and can try again later. What the function refuses the API turns into 500, which looks like a bug. A stage that admits more than its function can take therefore hides the overload from the clients.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { from, to } = connection;
    const { stageRate } = from.resource.config as ApiConfig;
    const most = functionCapacity(to.terms);
    if (stageRate === undefined || most === undefined || most <= 0) return;
    const share = shareOf(connection);
    if (share <= 0 || stageRate * share <= most) return;
    const fitting = Math.max(1, Math.floor(most / share));
    report(
      { resource: from.resource.id, field: 'stageRate' },
      `${from.resource.name} admits ${short(stageRate)} requests a second but ${to.resource.name} takes ${short(most)} with a reservation of ${short(to.terms.reservedConcurrency ?? 0)} at ${short(to.terms.duration.mean)} s each: the excess gets 500; admit ${short(fitting)}, so that it gets 429`,
      set(`Set the stage’s rate to ${short(fitting)}/s`, { resource: from.resource.id }, 'stageRate', fitting),
    );
  },
};

import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { ApiConfig } from '../config';
import type { IntegrationConfig } from '../route-config';
import { functionCapacity } from '../function-capacity';
import { shareOf } from '../routes';

export const overloadIsSeenAs429: ConnectionRule<IntegrationConfig, 'integrate', 'invoke'> = {
  id: 'api-gateway/overload-is-seen-as-429',
  title: 'an API in front of a function with a reservation throttles at its stage',
  severity: 'info',
  category: 'capacity',
  why: 'Without a stage throttle only the account’s limit and the function’s concurrency refuse anything. When the function does, the API answers 500: clients cannot tell overload from a bug, and backoff on 429 never begins.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html',
  asOf: '2026-11-23',
  check(connection, report, { quota }) {
    const { from, to } = connection;
    const { stageRate } = from.resource.config as ApiConfig;
    const most = functionCapacity(to.terms);
    const share = shareOf(connection);
    if (stageRate !== undefined || most === undefined || most <= 0 || share <= 0) return;
    if (most / share >= quota('api-gateway/account-rate')) return;
    const fitting = Math.max(1, Math.floor(most / share));
    report(
      { resource: from.resource.id, field: 'stageRate' },
      `${from.resource.name} has no stage throttle, and beyond ${short(fitting)} requests a second ${to.resource.name} is full and clients get 500: let the stage refuse with 429`,
      set(`Set the stage’s rate to ${short(fitting)}/s`, { resource: from.resource.id }, 'stageRate', fitting),
    );
  },
};

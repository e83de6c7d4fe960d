import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { IntegrationConfig } from '../route-config';
import { functionCapacity } from '../function-capacity';
import { missShare } from '../routes';
import { rateOf, routeName } from '../throttles';

export const stageThrottleProtectsFunction: ConnectionRule<IntegrationConfig, 'integrate', 'invoke'> = {
  id: 'api-gateway/stage-throttle-protects-function',
  title: 'an API throttles before its function does',
  severity: 'warning',
  category: 'capacity',
  why: 'What the API refuses the client sees as 429 and can try again later. What the function refuses the API turns into 500, which looks like a bug. A throttle that admits more than its function can take therefore hides the overload from the clients.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway-errors.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, from, to } = connection;
    const rate = rateOf(connection);
    const most = functionCapacity(to.terms);
    if (rate === undefined || most === undefined || most <= 0) return;
    const misses = missShare(connection);
    if (misses <= 0 || rate * misses <= most) return;
    const fitting = Math.max(1, Math.floor(most / misses));
    report(
      { connection: id, field: 'throttleRate' },
      `${from.resource.name} admits ${short(rate)} requests a second of ${routeName(connection)} but ${to.resource.name} takes ${short(most)} with a reservation of ${short(to.terms.reservedConcurrency ?? 0)} at ${short(to.terms.duration.mean)} s each: the excess gets 500; admit ${short(fitting)}, so that it gets 429`,
      set(`Throttle it at ${short(fitting)}/s`, { connection: id }, 'throttleRate', fitting),
    );
  },
};

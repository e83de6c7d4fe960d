import { set } from '#shared/model/remedy';
import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { lateAnswer } from '../routes';

export const functionAnswersWithinTimeout: ConnectionRule<Config, 'integrate', 'invoke'> = {
  id: 'api-gateway/function-answers-within-timeout',
  title: 'a function is stopped before the API gives up on it',
  severity: 'warning',
  category: 'semantics',
  why: 'When the integration timeout passes, the client gets 504 (503 from an HTTP API, an error message from a WebSocket API), but the function runs on, is paid for and may succeed. If the client tries again, the work is done twice. The function’s timeout should be the shorter one.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    const { integrationTimeout } = from.terms;
    const { timeout } = to.terms;
    if (timeout <= integrationTimeout) return;
    const fitting = Math.floor(integrationTimeout);
    report(
      { connection: id },
      `${from.resource.name} answers ${lateAnswer(from.terms)} after ${short(integrationTimeout)} s but ${to.resource.name} may run ${short(timeout)} s: lower the function’s timeout, or answer 202 and work from a queue`,
      fitting >= 1
        ? set(
            `Set the timeout of ${to.resource.name} to ${fitting} s`,
            { resource: to.resource.id },
            'timeout',
            fitting,
          )
        : undefined,
    );
  },
};

import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { lateAnswer } from '../routes';

export const functionUsuallyAnswersInTime: ConnectionRule<Config, 'integrate', 'invoke'> = {
  id: 'api-gateway/function-usually-answers-in-time',
  title: 'a function answers within the integration timeout on average',
  severity: 'error',
  category: 'semantics',
  why: 'If the mean duration is above the integration timeout, most clients get 504 (503 from an HTTP API, an error message from a WebSocket API), whatever the load. Work of that length is taken in with 202 and done from a queue, with a second request or a callback for the result.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    const { integrationTimeout } = from.terms;
    const { mean } = to.terms.duration;
    if (mean < integrationTimeout) return;
    report(
      { connection: id },
      `${to.resource.name} runs ${short(mean)} s on average but ${from.resource.name} answers ${lateAnswer(from.terms)} after ${short(integrationTimeout)} s: put the work in a queue and answer 202`,
    );
  },
};

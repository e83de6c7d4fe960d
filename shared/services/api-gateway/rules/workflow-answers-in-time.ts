import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { lateAnswer } from '../routes';

export const workflowAnswersInTime: ConnectionRule<Config, 'integrate', 'start-workflow'> = {
  id: 'api-gateway/workflow-answers-in-time',
  title: 'a workflow that is waited for usually ends before the API gives up on it',
  severity: 'error',
  category: 'semantics',
  why: 'When the integration timeout passes, the client gets 504 (503 from an HTTP API, an error message from a WebSocket API), but the execution runs on, is paid for and may succeed. If the client tries again, the work is done twice.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report, { capacity }) {
    const { integrationTimeout } = from.terms;
    const takes = capacity?.connections.get(id)?.outcome.latency;
    if (takes === undefined || takes <= integrationTimeout) return;
    report(
      { connection: id },
      `${from.resource.name} answers ${lateAnswer(from.terms)} after ${short(integrationTimeout)} s but an execution of ${to.resource.name} takes ${short(takes)} s: start it without waiting and let the client ask for the result`,
    );
  },
};

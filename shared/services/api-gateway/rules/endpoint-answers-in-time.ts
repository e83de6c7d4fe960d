import { answersOf } from '#shared/model/outside';
import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import { lateShare } from '#shared/queueing/tail';
import { lateAnswer } from '../routes';

/** Share of late answers from which they are no longer a curiosity. */
const NOTICEABLE = 0.01;

export const endpointAnswersInTime: ConnectionRule<Config, 'integrate', 'http'> = {
  id: 'api-gateway/endpoint-answers-in-time',
  title: 'an endpoint behind an API answers within the integration timeout',
  severity: 'warning',
  category: 'semantics',
  why: 'An API waits for an HTTP integration as long as for any other. Then the client gets 504 (503 from an HTTP API, an error message from a WebSocket API) although the endpoint works on: what the client tries again is done twice.',
  source:
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-execution-service-limits-table.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, from, to } = connection;
    const { integrationTimeout } = from.terms;
    const late = lateShare(answersOf(connection), integrationTimeout);
    if (late < NOTICEABLE) return;
    report(
      { connection: id },
      `${short(late * 100)} % of the answers of ${to.resource.name} take longer than ${short(integrationTimeout)} s, and ${from.resource.name} answers those clients ${lateAnswer(from.terms)}: answer 202 and call ${to.resource.name} from a queue, or grant it more time`,
    );
  },
};

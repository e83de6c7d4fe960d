import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { short } from '#shared/model/wording';
import type { AuthorizerConfig } from '../authorizer-config';

export const authorizerAnswersInTime: ConnectionRule<AuthorizerConfig, 'authorize', 'invoke'> = {
  id: 'api-gateway/authorizer-answers-in-time',
  title: 'an authorizer is stopped before the API gives up on it',
  severity: 'warning',
  category: 'semantics',
  why: 'An HTTP API waits 10 s for its authorizer and then answers 500, whoever asks. The function runs on and is paid for, and what it finds out is not cached.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html',
  asOf: '2026-11-27',
  check({ id, from, to }, report) {
    const { authorizerTimeout } = from.terms;
    const { timeout } = to.terms;
    if (authorizerTimeout === undefined || timeout <= authorizerTimeout) return;
    report(
      { connection: id },
      `${from.resource.name} answers 500 after ${short(authorizerTimeout)} s but ${to.resource.name} may run ${short(timeout)} s: lower the function’s timeout`,
      set(
        `Set the timeout of ${to.resource.name} to ${short(authorizerTimeout)} s`,
        { resource: to.resource.id },
        'timeout',
        authorizerTimeout,
      ),
    );
  },
};

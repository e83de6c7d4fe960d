/** A function that the API asks before it passes a request on. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { timeInWords } from '#shared/model/code';
import { authorizerConfig } from './authorizer-config';
import { authorizerWiring } from './authorizer-wiring';
import { authorizerRules } from './rules/index';

export const authorizerKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'api-gateway/lambda-authorizer',
    title: 'Lambda authorizer',
    from: 'authorize',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: authorizerConfig,
    summary: 'Before it passes a request on, the API asks the function whether the caller may come in.',
    behaviour: ({ from: { terms } }) => ({
      mechanism: 'Invoke (RequestResponse)',
      retriedBy: 'nobody',
      attempts: 1,
      delivery: 'at most once',
      ordering: 'none',
      onThrottle:
        'Lambda refuses with 429, which the API turns into a 500: the caller is kept out whoever it is, and nothing is cached',
      throttleSeenAs: '500 Internal Server Error',
      onFailure: `the caller gets 500 after an exception, a malformed answer${terms.authorizerTimeout === undefined ? '' : `, or none within ${timeInWords(terms.authorizerTimeout)}`}, and nothing is cached; 401 or 403 where the answer is no`,
      permission: 'lambda:InvokeFunction in the function’s resource policy',
    }),
    badge: () => 'authorizer',
    rules: authorizerRules,
    cdk: authorizerWiring,
  }),
];

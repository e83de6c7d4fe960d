/** Plain HTTP: to an API, a distribution or an endpoint, or to the URL of a function. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { httpConfig, urlConfig } from './call-config';
import { httpRules, urlRules } from './rules/index';
import { wiring } from './wiring';

export const httpCallKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'client/http-request',
    title: 'HTTP request',
    from: 'http-call',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: httpConfig,
    summary: 'The client waits for the API’s answer.',
    behaviour: ({ from, to }) => ({
      mechanism: 'HTTPS request',
      retriedBy: from.terms.attempts > 1 ? 'caller' : 'nobody',
      attempts: from.terms.attempts,
      delivery: from.terms.attempts > 1 ? 'at least once' : 'at most once',
      ordering: 'none',
      onThrottle: 'the API answers 429; only the client can try again',
      throttleSeenAs: '429 Too Many Requests',
      onFailure: 'the client gets the error',
      permission:
        to.terms.reach === 'private'
          ? 'resource policy that allows the VPC endpoint'
          : 'none, or an authorizer, API key or execute-api:Invoke',
    }),
    tokenBucket: ({ usagePlan, planRate, planBurst }) =>
      usagePlan && planRate !== undefined
        ? { title: 'Usage plan', rate: planRate, burst: planBurst, field: 'planRate' }
        : undefined,
    badge: ({ usagePlan, planRate }) =>
      usagePlan ? (planRate === undefined ? 'API key' : `plan ${planRate}/s`) : undefined,
    rules: httpRules,
    cdk: wiring.httpRequest,
  }),
  defineConnection({
    id: 'client/function-url',
    title: 'Function URL',
    from: 'http-call',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: urlConfig,
    summary: 'The client calls the function’s own HTTPS address and waits for the answer.',
    behaviour: ({ from, to }) => ({
      mechanism: 'HTTPS request to the function URL',
      retriedBy: from.terms.attempts > 1 ? 'caller' : 'nobody',
      attempts: from.terms.attempts,
      delivery: from.terms.attempts > 1 ? 'at least once' : 'at most once',
      ordering: 'none',
      onThrottle: 'Lambda’s 429 reaches the client as it is; only the client can try again',
      throttleSeenAs: '429 Too Many Requests',
      onFailure: 'a function error reaches the client as 502 Bad Gateway',
      permission:
        to.terms.urlAuthorization === 'NONE'
          ? 'none: anyone may call it'
          : 'lambda:InvokeFunctionUrl and lambda:InvokeFunction, signed with SigV4',
    }),
    rules: urlRules,
    cdk: wiring.functionUrl,
  }),
];

/** Calls of functions and of endpoints. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { badge, byCode, SEEN_IN_LOG } from './call-behaviour';
import { plainConfig, httpConfig } from './call-config';
import { asynchronousCallRules, httpCallRules, synchronousCallRules } from './rules/index';
import { wiring } from './wiring';

const asOf = '2026-11-23';

export const functionCallKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'lambda/invoke',
    title: 'Invoke and wait',
    from: 'code-call',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: plainConfig,
    summary: 'The code waits for the other function’s result, and pays for the waiting.',
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'Invoke (RequestResponse)',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '429 TooManyRequestsException',
        permission: 'lambda:InvokeFunction',
      }),
    badge,
    rules: synchronousCallRules,
    cdk: wiring.invoke,
  }),
  defineConnection({
    id: 'lambda/http-call',
    title: 'HTTP request',
    from: 'code-call',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: httpConfig,
    summary: 'The code waits for the endpoint’s answer, and pays for the waiting.',
    refuses: (_from, { outside }) =>
      outside
        ? undefined
        : {
            why: 'HTTP requests of a function’s code to an API of the drawing are not modelled',
            instead: 'invoke the function behind the API, or use what stands behind it',
            source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-call-api.html',
            asOf,
          },
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'HTTPS request',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: 'the endpoint answers 429; only the code can try again',
        throttleSeenAs: '429 Too Many Requests',
        permission: 'none of AWS’s; what the endpoint asks for',
      }),
    badge,
    rules: httpCallRules,
    cdk: wiring.httpCall,
  }),
  defineConnection({
    id: 'lambda/invoke-async',
    title: 'Invoke, do not wait',
    from: 'code-call',
    to: 'invoke',
    invocation: 'asynchronous',
    role: 'work',
    config: plainConfig,
    summary: 'The code hands the event to Lambda’s queue.',
    behaviour: () => ({
      mechanism: 'Invoke (Event)',
      retriedBy: 'service',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'Lambda keeps the event in its own queue and tries again, at most for the maximum event age',
      onFailure: 'after the last attempt the event goes to the failure destination, or is lost',
      permission: 'lambda:InvokeFunction',
    }),
    badge,
    rules: asynchronousCallRules,
    cdk: wiring.invokeAsync,
  }),
];

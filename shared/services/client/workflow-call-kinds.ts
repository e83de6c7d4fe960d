/** SDK or CLI calls that start executions of a workflow. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { STANDARD_DOES_NOT_ANSWER } from '#shared/model/workflow-start';
import { bySdk } from './by-sdk';
import { sdkConfig } from './call-config';
import { sdkRules } from './rules/index';
import { wiring } from './wiring';

export const workflowCallKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'client/start-execution',
    title: 'StartExecution',
    from: 'sdk-call',
    to: 'start-workflow',
    invocation: 'asynchronous',
    role: 'work',
    config: sdkConfig,
    summary: 'The client starts an execution and does not wait for its end.',
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'StartExecution',
        // A repeated call of the same name and input starts a Standard execution once: the name is the caller's to give.
        delivery:
          connection.to.terms.runsOnce && connection.from.terms.attempts === 1 ? 'at most once' : 'at least once',
        ordering: 'none',
        onThrottle: 'beyond the token bucket of the account the call is refused; the SDK tries again with backoff',
        throttleSeenAs: '400 ThrottlingException',
        permission: 'states:StartExecution',
      }),
    rules: sdkRules,
    cdk: wiring.startExecution,
  }),
  defineConnection({
    id: 'client/start-sync-execution',
    title: 'StartSyncExecution',
    from: 'sdk-call',
    to: 'start-workflow',
    invocation: 'synchronous',
    role: 'work',
    config: sdkConfig,
    summary: 'The client starts an Express execution and waits for its end.',
    refuses: (_from, { answers }) => (answers ? undefined : STANDARD_DOES_NOT_ANSWER),
    behaviour: (connection) =>
      bySdk(connection, {
        mechanism: 'StartSyncExecution',
        delivery: connection.from.terms.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle:
          'AWS states no quota; a failed execution comes back as HTTP 200 with the status FAILED and is not retried',
        permission: 'states:StartSyncExecution',
      }),
    rules: sdkRules,
    cdk: wiring.startSyncExecution,
  }),
];

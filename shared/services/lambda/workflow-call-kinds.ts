/** Calls that start executions of a workflow. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { STANDARD_DOES_NOT_ANSWER } from '#shared/model/workflow-start';
import { badge, byCode, SEEN_IN_LOG } from './call-behaviour';
import { plainConfig } from './call-config';
import { workflowCallRules } from './rules/index';
import { wiring } from './wiring';

export const workflowCallKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'lambda/start-execution',
    title: 'StartExecution',
    from: 'code-call',
    to: 'start-workflow',
    invocation: 'asynchronous',
    role: 'work',
    config: plainConfig,
    summary: 'The code starts an execution and does not wait for its end.',
    behaviour: ({ config, to }) =>
      byCode(config, {
        mechanism: 'StartExecution',
        delivery: to.terms.runsOnce && config.attempts === 1 ? 'at most once' : 'at least once',
        ordering: 'none',
        onThrottle: SEEN_IN_LOG,
        throttleSeenAs: '400 ThrottlingException',
        permission: 'states:StartExecution',
      }),
    badge,
    rules: workflowCallRules,
    cdk: wiring.startExecution,
  }),
  defineConnection({
    id: 'lambda/start-sync-execution',
    title: 'StartSyncExecution',
    from: 'code-call',
    to: 'start-workflow',
    invocation: 'synchronous',
    role: 'work',
    config: plainConfig,
    summary: 'The code starts an Express execution, waits for its end, and pays for the waiting.',
    refuses: (_from, { answers }) => (answers ? undefined : STANDARD_DOES_NOT_ANSWER),
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'StartSyncExecution',
        delivery: config.attempts > 1 ? 'at least once' : 'at most once',
        ordering: 'none',
        onThrottle: 'AWS states no quota; a failed execution comes back as HTTP 200 with the status FAILED',
        permission: 'states:StartSyncExecution',
      }),
    badge,
    rules: workflowCallRules,
    cdk: wiring.startSyncExecution,
  }),
];

/** Calls that push to clients over the connections that they keep open. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { NO_CONNECTIONS } from '#shared/model/sockets';
import { badge, byCode } from './call-behaviour';
import { pushConfig } from './call-config';
import { pushCallRules } from './rules/index';
import { wiring } from './wiring';

export const pushCallKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'lambda/post-to-connection',
    title: 'PostToConnection',
    from: 'code-call',
    to: 'post-to-connection',
    invocation: 'synchronous',
    role: 'work',
    config: pushConfig,
    summary: 'The code pushes messages to clients that are connected, one call for each connection.',
    refuses: (_, { keepsConnections }) => (keepsConnections ? undefined : NO_CONNECTIONS),
    behaviour: ({ config }) =>
      byCode(config, {
        mechanism: 'POST @connections',
        delivery: 'at most once',
        ordering: 'none',
        onThrottle:
          'pushes count to the account’s requests per second: beyond it they are refused and the SDK tries again with backoff. A connection that is gone answers 410: the code forgets it',
        throttleSeenAs: '429 LimitExceededException',
        permission: 'execute-api:ManageConnections',
      }),
    badge,
    rules: pushCallRules,
    cdk: wiring.postToConnection,
  }),
];

/** Routes of a WebSocket API: what it does with a message, or when a client connects or is gone. */
import { type Behaviour, type ConnectionKind, defineConnection, type Refusal } from '#shared/model/connection';
import type { Terms } from '#shared/model/contract';
import { STANDARD_DOES_NOT_ANSWER } from '#shared/model/workflow-start';
import { OTHER_APIS } from './refusals';
import {
  socketFunctionRules,
  socketHttpRules,
  socketObjectRules,
  socketRouteRules,
  socketWorkflowRules,
} from './rules/index';
import { answeringConfig, config, objectConfig, type SocketRouteConfig } from './socket-route-config';
import { sockets } from './wiring';

const INTEGRATIONS =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integrations.html';
const asOf = '2026-11-23';

const gatewayNeverRetries: Pick<Behaviour, 'retriedBy' | 'attempts'> = { retriedBy: 'nobody', attempts: 1 };

/** Routes by key belong to WebSocket APIs. */
function refusesRequests({ apiType }: Terms<'integrate'>): Refusal | undefined {
  if (apiType === 'WEBSOCKET') return undefined;
  return {
    why: `${apiType === 'REST' ? 'a REST' : 'an HTTP'} API has no routes for messages: only a WebSocket API takes any`,
    instead: 'draw the integration for its requests, or make the API a WebSocket API',
    source: INTEGRATIONS,
    asOf,
  };
}

const badge = ({ routeKey }: SocketRouteConfig): string => routeKey;

/** What becomes of what an integration refuses: nobody else hears of it. */
const failure = ({ config: { routeKey } }: { readonly config: SocketRouteConfig }): string => {
  if (routeKey === '$connect') return 'the client is not connected';
  if (routeKey === '$disconnect') return 'nobody hears of it: what the route was to tidy up stays';
  return 'the client gets an error message on its connection';
};

interface Service {
  readonly mechanism: string;
  readonly delivery?: Behaviour['delivery'];
  readonly ordering?: Behaviour['ordering'];
  readonly full: string;
  readonly throttleSeenAs: string;
  readonly action: string;
}

/** Of a route that hands the message to another service by an integration of type AWS. */
function service(connection: { readonly config: SocketRouteConfig }, spec: Service): Behaviour {
  return {
    ...gatewayNeverRetries,
    mechanism: spec.mechanism,
    delivery: spec.delivery ?? 'at least once',
    ordering: spec.ordering ?? 'none',
    onThrottle: `${spec.full}: ${failure(connection)}`,
    throttleSeenAs: spec.throttleSeenAs,
    onFailure: failure(connection),
    permission: `execution role with ${spec.action}`,
  };
}

const route = { from: 'integrate', invocation: 'synchronous', role: 'work', badge } as const;

export const socketKinds: readonly ConnectionKind[] = [
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-lambda',
    title: 'WebSocket route to a function',
    to: 'invoke',
    config: answeringConfig,
    summary: 'The API invokes the function for each message of the route, or when clients connect or leave.',
    refuses: refusesRequests,
    behaviour: (connection) => ({
      ...gatewayNeverRetries,
      mechanism: 'Invoke (RequestResponse)',
      delivery: 'at most once',
      ordering: 'none',
      onThrottle: `Lambda refuses with 429: ${failure(connection)}`,
      throttleSeenAs: 'an error message on the connection',
      onFailure: `on an exception, or an answer later than the integration timeout, ${failure(connection)}`,
      permission: 'lambda:InvokeFunction in the function’s resource policy',
    }),
    rules: socketFunctionRules,
    cdk: sockets.lambda,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-http',
    title: 'WebSocket route to an endpoint',
    to: 'http',
    config: answeringConfig,
    summary: 'The API sends each message of the route to the endpoint as an HTTP request.',
    refuses: (from, { outside }) => refusesRequests(from) ?? (outside ? undefined : OTHER_APIS),
    behaviour: (connection) => ({
      ...gatewayNeverRetries,
      mechanism: 'HTTP proxy integration',
      delivery: 'at most once',
      ordering: 'none',
      onThrottle: `the endpoint’s 429 is a failure: ${failure(connection)}`,
      throttleSeenAs: '429 Too Many Requests',
      onFailure: `on an error of the endpoint, or an answer later than the integration timeout, ${failure(connection)}`,
      permission: 'none of AWS’s; what the endpoint asks for',
    }),
    rules: socketHttpRules,
    cdk: sockets.http,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-sqs',
    title: 'WebSocket route to a queue',
    to: 'enqueue',
    config,
    summary: 'The API sends each message of the route to the queue.',
    refuses: refusesRequests,
    behaviour: (connection) =>
      service(connection, {
        mechanism: 'SendMessage',
        ...(connection.to.terms.fifo
          ? { delivery: 'once per deduplication interval', ordering: 'per message group' }
          : {}),
        full: connection.to.terms.fifo
          ? 'beyond the queue’s call rate SQS refuses'
          : 'a standard queue takes a nearly unlimited rate',
        throttleSeenAs: connection.to.terms.fifo ? '400 ThrottlingException' : '403 RequestThrottled',
        action: 'sqs:SendMessage',
      }),
    namesGroups: () => 'each',
    rules: socketRouteRules,
    cdk: sockets.sqs,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-sns',
    title: 'WebSocket route to a topic',
    to: 'publish',
    config,
    summary: 'The API publishes each message of the route to the topic.',
    refuses: refusesRequests,
    behaviour: (connection) =>
      service(connection, {
        mechanism: 'Publish',
        ...(connection.to.terms.fifo
          ? { delivery: 'once per deduplication interval', ordering: 'per message group' }
          : {}),
        full: 'beyond the publish quota SNS refuses',
        throttleSeenAs: '429 Throttled',
        action: 'sns:Publish',
      }),
    namesGroups: () => 'each',
    rules: socketRouteRules,
    cdk: sockets.sns,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-kinesis',
    title: 'WebSocket route to a stream',
    to: 'put-record',
    config,
    summary: 'The API puts each message of the route on the stream.',
    refuses: refusesRequests,
    behaviour: (connection) =>
      service(connection, {
        mechanism: 'PutRecord',
        ordering: 'per shard',
        full: 'a full shard refuses',
        throttleSeenAs: '400 ProvisionedThroughputExceededException',
        action: 'kinesis:PutRecord',
      }),
    rules: socketRouteRules,
    cdk: sockets.kinesis,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-firehose',
    title: 'WebSocket route to a delivery stream',
    to: 'collect-records',
    config,
    summary: 'The API puts each message of the route on the delivery stream.',
    refuses: refusesRequests,
    behaviour: (connection) =>
      service(connection, {
        mechanism: 'PutRecord',
        full: 'beyond the quotas of direct puts Firehose refuses',
        throttleSeenAs: '503 ServiceUnavailableException',
        action: 'firehose:PutRecord',
      }),
    rules: socketRouteRules,
    cdk: sockets.firehose,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-dynamodb',
    title: 'WebSocket route to a table',
    to: 'keep-items',
    config,
    summary: 'The API puts an item into the table for each message of the route, or for each connection.',
    refuses: refusesRequests,
    behaviour: (connection) =>
      service(connection, {
        mechanism: connection.config.routeKey === '$disconnect' ? 'DeleteItem' : 'PutItem',
        delivery: 'at most once',
        ordering: 'per partition key',
        full: 'beyond its capacity the table refuses',
        throttleSeenAs: '400 ThrottlingException',
        action: connection.config.routeKey === '$disconnect' ? 'dynamodb:DeleteItem' : 'dynamodb:PutItem',
      }),
    accesses: ({ routeKey }) => ({ does: 'write', consistency: 'strong', removes: routeKey === '$disconnect' }),
    rules: socketRouteRules,
    cdk: sockets.dynamodb,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-s3',
    title: 'WebSocket route to a bucket',
    to: 'keep-objects',
    config: objectConfig,
    summary: 'The API puts each message of the route into the bucket as an object.',
    refuses: refusesRequests,
    behaviour: (connection) =>
      service(connection, {
        mechanism: 'PutObject',
        delivery: 'at most once',
        full: 'beyond what its partitioned prefixes take the bucket refuses',
        throttleSeenAs: '503 SlowDown',
        action: 's3:PutObject',
      }),
    accesses: ({ keyPrefix }) => ({ does: 'write', consistency: 'strong', keyPrefix }),
    rules: socketObjectRules,
    cdk: sockets.s3,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-eventbridge',
    title: 'WebSocket route to an event bus',
    to: 'put-events',
    config,
    summary: 'The API puts each message of the route on the bus as an event.',
    refuses: refusesRequests,
    behaviour: (connection) =>
      service(connection, {
        mechanism: 'PutEvents',
        full: 'beyond the PutEvents quota EventBridge refuses',
        throttleSeenAs: '400 ThrottlingException',
        action: 'events:PutEvents',
      }),
    rules: socketRouteRules,
    cdk: sockets.eventbridge,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-start-execution',
    title: 'WebSocket route that starts a workflow',
    to: 'start-workflow',
    invocation: 'asynchronous',
    config,
    summary: 'The API starts an execution with each message of the route and does not wait for its end.',
    refuses: refusesRequests,
    behaviour: (connection) => ({
      ...service(connection, {
        mechanism: 'StartExecution',
        delivery: connection.to.terms.runsOnce ? 'at most once' : 'at least once',
        full: 'beyond the token bucket of the account the start is refused',
        throttleSeenAs: '400 ThrottlingException',
        action: 'states:StartExecution',
      }),
      onFailure: 'the route was done when the execution began: the client never hears that it fails',
    }),
    rules: socketRouteRules,
    cdk: sockets.startExecution,
  }),
  defineConnection({
    ...route,
    id: 'api-gateway/websocket-start-sync-execution',
    title: 'WebSocket route that waits for a workflow',
    to: 'start-workflow',
    config: answeringConfig,
    summary: 'The API starts an Express execution with each message of the route and waits for its end.',
    refuses: (from, { answers }) => refusesRequests(from) ?? (answers ? undefined : STANDARD_DOES_NOT_ANSWER),
    behaviour: (connection) => ({
      ...service(connection, {
        mechanism: 'StartSyncExecution',
        delivery: 'at most once',
        full: 'AWS states no quota',
        throttleSeenAs: 'an error message on the connection',
        action: 'states:StartSyncExecution',
      }),
      onFailure:
        'a failed execution comes back with status 200 and says so in its answer; one slower than the integration timeout is an error, and works on',
    }),
    rules: socketWorkflowRules,
    cdk: sockets.startSyncExecution,
  }),
];

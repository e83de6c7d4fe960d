/** Integrations: what the API does with a request. */
import { type Behaviour, type ConnectionKind, defineConnection, type Refusal } from '#shared/model/connection';
import type { Terms } from '#shared/model/contract';
import { routePath } from '#shared/model/route-path';
import { STANDARD_DOES_NOT_ANSWER } from '#shared/model/workflow-start';
import { OTHER_APIS } from './refusals';
import { authorizerKinds } from './authorizer-kinds';
import { guarded } from './authorizer-wiring';
import { throttled } from './cdk-throttle';
import { config, type IntegrationConfig, objectConfig, objectOperation } from './route-config';
import { asynchronousRules, httpRules, objectRules, proxyRules, serviceRules, workflowRules } from './rules/index';
import { socketKinds } from './socket-kinds';
import { wiring } from './wiring';

const VERSUS = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html';
const SUBTYPES =
  'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html';
const asOf = '2026-11-23';

const gatewayNeverRetries: Pick<Behaviour, 'retriedBy' | 'attempts'> = { retriedBy: 'nobody', attempts: 1 };
const restOnly =
  (why: string, instead: string, source = SUBTYPES) =>
  ({ apiType }: Terms<'integrate'>): Refusal | undefined =>
    apiType === 'REST' ? undefined : { why, instead, source, asOf };

const badge = ({ method, path }: IntegrationConfig): string => `${method} ${path}`;

/** A WebSocket API knows neither methods nor paths. */
function takesRequests(kind: ConnectionKind): ConnectionKind {
  return {
    ...asksFirst(kind),
    route: (of) => ({ ...(of as IntegrationConfig), path: routePath(String(of['path'])) }),
    refuses: (from, to) =>
      (from as Terms<'integrate'>).apiType === 'WEBSOCKET' ? ROUTES_BY_KEY : kind.refuses(from, to),
  };
}

/** Where the API has an authorizer, an exported route asks it; a throttle of the route's own goes to the stage. */
const asksFirst = (kind: ConnectionKind): ConnectionKind => ({
  ...kind,
  cdk: (connection, context) =>
    throttled(guarded(kind.cdk(connection, context), connection, context), connection, context),
});

const ROUTES_BY_KEY: Refusal = {
  why: 'a WebSocket API takes no requests by method and path: its messages take routes by their key',
  instead: 'draw the line as a WebSocket route',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-overview.html',
  asOf,
};

const requestKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'api-gateway/lambda-proxy',
    title: 'Lambda proxy integration',
    from: 'integrate',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'The API waits for the function and returns its answer.',
    behaviour: ({ from }) => ({
      ...gatewayNeverRetries,
      mechanism: 'Invoke (RequestResponse)',
      delivery: 'at most once',
      ordering: 'none',
      onThrottle: 'Lambda refuses with 429, which the API turns into a 500: the client cannot tell overload from a bug',
      throttleSeenAs: '500 Internal Server Error',
      onFailure:
        from.terms.apiType === 'REST'
          ? 'an exception, a timeout or a malformed answer becomes 502; a function slower than the integration timeout 504'
          : 'an exception or a malformed answer becomes 500; a function slower than the integration timeout 503',
      permission: 'lambda:InvokeFunction in the function’s resource policy',
    }),
    badge,
    rules: proxyRules,
    cdk: wiring.lambdaProxy,
  }),
  defineConnection({
    id: 'api-gateway/lambda-async',
    title: 'Asynchronous Lambda integration',
    from: 'integrate',
    to: 'invoke',
    invocation: 'asynchronous',
    role: 'work',
    config,
    summary: 'The API hands the event to Lambda’s queue and answers at once.',
    refuses: restOnly(
      'an HTTP API always waits for the function: only REST APIs can set the invocation type to Event',
      'use a REST API, or put an SQS queue between',
      VERSUS,
    ),
    behaviour: () => ({
      mechanism: 'Invoke (Event), by the header X-Amz-Invocation-Type',
      retriedBy: 'service',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'Lambda keeps the event in its own queue and tries again, at most for the maximum event age',
      onFailure:
        'after the last attempt the event goes to the failure destination, or is lost; the client was told 202 long before',
      permission: 'lambda:InvokeFunction in the function’s resource policy',
    }),
    badge,
    rules: asynchronousRules,
    cdk: wiring.lambdaAsync,
  }),
  defineConnection({
    id: 'api-gateway/http-integration',
    title: 'HTTP integration',
    from: 'integrate',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'The API passes the request on to the endpoint, and its answer back.',
    refuses: (_, { outside }) => (outside ? undefined : OTHER_APIS),
    behaviour: ({ from }) => ({
      ...gatewayNeverRetries,
      mechanism: 'HTTP proxy integration',
      delivery: 'at most once',
      ordering: 'none',
      onThrottle: 'the endpoint’s 429 goes back to the client as it is',
      throttleSeenAs: '429 Too Many Requests',
      onFailure: `the endpoint’s error goes back to the client as it is; an answer later than the integration timeout is ${from.terms.apiType === 'REST' ? 504 : 503}, and the endpoint may have done the work`,
      permission: 'none of AWS’s; what the endpoint asks for, which the client sends',
    }),
    badge,
    rules: httpRules,
    cdk: wiring.http,
  }),
  defineConnection({
    id: 'api-gateway/sqs-integration',
    title: 'SQS integration',
    from: 'integrate',
    to: 'enqueue',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'The API sends the request body to the queue and answers when SQS has it.',
    behaviour: ({ to }) => ({
      ...gatewayNeverRetries,
      mechanism: 'SendMessage',
      delivery: to.terms.fifo ? 'once per deduplication interval' : 'at least once',
      ordering: to.terms.fifo ? 'per message group' : 'none',
      onThrottle: to.terms.fifo
        ? 'beyond the queue’s call rate SQS refuses and the client gets the mapped error'
        : 'a standard queue takes a nearly unlimited rate',
      throttleSeenAs: to.terms.fifo
        ? '400 ThrottlingException, as the integration maps it'
        : '403 RequestThrottled, as the integration maps it',
      onFailure: 'the client gets the status that the integration response maps, 200 where none does',
      permission: 'execution role with sqs:SendMessage',
    }),
    namesGroups: () => 'each',
    badge,
    rules: serviceRules,
    cdk: wiring.sqs,
  }),
  defineConnection({
    id: 'api-gateway/sns-integration',
    title: 'SNS integration',
    from: 'integrate',
    to: 'publish',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'The API publishes the request body to the topic and answers when SNS has it.',
    refuses: restOnly(
      'HTTP APIs have no SNS integration',
      'use a REST API, put a function between, or send to an SQS queue',
    ),
    behaviour: ({ to }) => ({
      ...gatewayNeverRetries,
      mechanism: 'Publish',
      delivery: to.terms.fifo ? 'once per deduplication interval' : 'at least once',
      ordering: to.terms.fifo ? 'per message group' : 'none',
      onThrottle: 'beyond the publish quota SNS refuses and the client gets the mapped error',
      throttleSeenAs: '429 Throttled, as the integration maps it',
      onFailure: 'the client gets the status that the integration response maps, 200 where none does',
      permission: 'execution role with sns:Publish',
    }),
    namesGroups: () => 'each',
    badge,
    rules: serviceRules,
    cdk: wiring.sns,
  }),
  defineConnection({
    id: 'api-gateway/kinesis-integration',
    title: 'Kinesis integration',
    from: 'integrate',
    to: 'put-record',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'The API puts the request body on the stream and answers when Kinesis has it.',
    behaviour: () => ({
      ...gatewayNeverRetries,
      mechanism: 'PutRecord',
      delivery: 'at least once',
      ordering: 'per shard',
      onThrottle: 'a full shard refuses and the client gets the mapped error',
      throttleSeenAs: '400 ProvisionedThroughputExceededException, as the integration maps it',
      onFailure: 'the client gets the status that the integration response maps, 200 where none does',
      permission: 'execution role with kinesis:PutRecord',
    }),
    badge,
    rules: serviceRules,
    cdk: wiring.kinesis,
  }),
  defineConnection({
    id: 'api-gateway/firehose-integration',
    title: 'Firehose integration',
    from: 'integrate',
    to: 'collect-records',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'The API puts the request body on the delivery stream and answers when Firehose has it.',
    refuses: restOnly(
      'HTTP APIs have no Firehose integration',
      'use a REST API, put a function between, or put records on a Kinesis data stream that Firehose reads',
    ),
    behaviour: () => ({
      ...gatewayNeverRetries,
      mechanism: 'PutRecord',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'beyond the quotas of direct puts Firehose refuses and the client gets the mapped error',
      throttleSeenAs: '503 ServiceUnavailableException, as the integration maps it',
      onFailure: 'the client gets the status that the integration response maps, 200 where none does',
      permission: 'execution role with firehose:PutRecord',
    }),
    badge,
    rules: serviceRules,
    cdk: wiring.firehose,
  }),
  defineConnection({
    id: 'api-gateway/dynamodb-integration',
    title: 'DynamoDB integration',
    from: 'integrate',
    to: 'keep-items',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'The API puts the request body into the table as an item and answers when DynamoDB has it.',
    refuses: restOnly('HTTP APIs have no DynamoDB integration', 'use a REST API, or put a function between'),
    behaviour: () => ({
      ...gatewayNeverRetries,
      mechanism: 'PutItem',
      delivery: 'at most once',
      ordering: 'per partition key',
      onThrottle: 'beyond its capacity the table refuses and the client gets the mapped error',
      throttleSeenAs: '400 ThrottlingException, as the integration maps it',
      onFailure: 'the client gets the status that the integration response maps, 200 where none does',
      permission: 'execution role with dynamodb:PutItem',
    }),
    accesses: () => ({ does: 'write', consistency: 'strong' }),
    badge,
    rules: serviceRules,
    cdk: wiring.dynamodb,
  }),
  defineConnection({
    id: 'api-gateway/s3-integration',
    title: 'S3 integration',
    from: 'integrate',
    to: 'keep-objects',
    invocation: 'synchronous',
    role: 'work',
    config: objectConfig,
    summary: 'The API gets, puts or deletes the object that the path names and answers when S3 has done it.',
    refuses: restOnly(
      'HTTP APIs have no S3 integration',
      'use a REST API, put a function between, or have clients put and get objects by presigned URLs',
    ),
    behaviour: ({ config: { method } }) => ({
      ...gatewayNeverRetries,
      mechanism: objectOperation(method),
      delivery: 'at most once',
      ordering: 'none',
      onThrottle: 'beyond what its partitioned prefixes take the bucket refuses and the client gets the mapped error',
      throttleSeenAs: '503 SlowDown, as the integration maps it',
      onFailure: 'the client gets the status that the integration response maps, 200 where none does',
      permission: `execution role with s3:${objectOperation(method)}`,
    }),
    accesses: ({ method, keyPrefix }) =>
      method === 'GET'
        ? { does: 'read', consistency: 'strong' }
        : { does: 'write', consistency: 'strong', removes: method === 'DELETE', keyPrefix },
    badge,
    rules: objectRules,
    cdk: wiring.s3,
  }),
  defineConnection({
    id: 'api-gateway/eventbridge-integration',
    title: 'EventBridge integration',
    from: 'integrate',
    to: 'put-events',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'The API puts the request body on the bus as an event and answers when EventBridge has it.',
    behaviour: () => ({
      ...gatewayNeverRetries,
      mechanism: 'PutEvents',
      delivery: 'at least once',
      ordering: 'none',
      onThrottle: 'beyond the PutEvents quota EventBridge refuses and the client gets the mapped error',
      throttleSeenAs: '400 ThrottlingException, as the integration maps it',
      onFailure:
        'the client gets the status that the integration response maps, 200 where none does; an event refused inside an HTTP 200 answer looks taken',
      permission: 'execution role with events:PutEvents',
    }),
    badge,
    rules: serviceRules,
    cdk: wiring.eventbridge,
  }),
  defineConnection({
    id: 'api-gateway/start-execution',
    title: 'Step Functions integration',
    from: 'integrate',
    to: 'start-workflow',
    invocation: 'asynchronous',
    role: 'work',
    config,
    summary: 'The API starts an execution with the request body and answers when it has begun.',
    behaviour: ({ to }) => ({
      ...gatewayNeverRetries,
      mechanism: 'StartExecution',
      delivery: to.terms.runsOnce ? 'at most once' : 'at least once',
      ordering: 'none',
      onThrottle: 'beyond the token bucket of the account the start is refused and the client gets the mapped error',
      throttleSeenAs: '400 ThrottlingException, as the integration maps it',
      onFailure: 'the client was answered when the execution began, and never hears that it fails',
      permission: 'execution role with states:StartExecution',
    }),
    badge,
    rules: serviceRules,
    cdk: wiring.startExecution,
  }),
  defineConnection({
    id: 'api-gateway/start-sync-execution',
    title: 'Step Functions integration that waits',
    from: 'integrate',
    to: 'start-workflow',
    invocation: 'synchronous',
    role: 'work',
    config,
    summary: 'The API starts an Express execution with the request body and answers with its end.',
    refuses: (_from, { answers }) => (answers ? undefined : STANDARD_DOES_NOT_ANSWER),
    behaviour: ({ from }) => ({
      ...gatewayNeverRetries,
      mechanism: 'StartSyncExecution',
      delivery: 'at most once',
      ordering: 'none',
      onThrottle: 'AWS states no quota',
      onFailure:
        from.terms.apiType === 'REST'
          ? 'a failed execution comes back with status 200, which the export maps to 502; one slower than the integration timeout is a 504 and works on'
          : 'the client gets 200 with the status FAILED in the body; one slower than the integration timeout is a 503 and works on',
      permission: 'execution role with states:StartSyncExecution',
    }),
    badge,
    rules: workflowRules,
    cdk: wiring.startSyncExecution,
  }),
];

export const connections: readonly ConnectionKind[] = [
  ...requestKinds.map(takesRequests),
  ...socketKinds.map(asksFirst),
  ...authorizerKinds,
];

/** What a pipe asks about its batches before it hands them to its target: always waited for. */
import { type ConnectionKind, defineConnection } from '#shared/model/connection';
import { STANDARD_DOES_NOT_ANSWER } from '#shared/model/workflow-start';
import { called } from './behaviour';
import { calledRouteOf } from './called-api';
import { apisOnly, endpointsOnly } from './http-ends';
import { apiRules } from './rules/index';
import { apiEnrichmentConfig, endpointEnrichmentConfig, enrichmentConfig } from './stage-config';
import { wiring } from './wiring';

export const enrichmentKinds: readonly ConnectionKind[] = [
  defineConnection({
    id: 'pipes/enrich-by-function',
    title: 'Enrichment',
    from: 'pass-batches',
    to: 'invoke',
    invocation: 'synchronous',
    role: 'work',
    config: enrichmentConfig,
    summary: 'The function gets each batch and answers with what the target is to get.',
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'enrichment of a pipe, synchronous invocation with the batch',
        throttleSeenAs: '429 TooManyRequestsException',
        permission: 'role of the pipe with lambda:InvokeFunction',
      }),
    rules: [],
    cdk: wiring.enrichByFunction,
  }),
  defineConnection({
    id: 'pipes/enrich-by-workflow',
    title: 'Enrichment',
    from: 'pass-batches',
    to: 'start-workflow',
    invocation: 'synchronous',
    role: 'work',
    config: enrichmentConfig,
    summary: 'An execution of the Express workflow gets each batch and answers with what the target is to get.',
    refuses: (_from, { answers }) => (answers ? undefined : STANDARD_DOES_NOT_ANSWER),
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'enrichment of a pipe, StartSyncExecution with the batch',
        permission: 'role of the pipe with states:StartSyncExecution',
      }),
    rules: [],
    cdk: wiring.enrichByWorkflow,
  }),
  defineConnection({
    id: 'pipes/enrich-by-endpoint',
    title: 'Enrichment by an API destination',
    from: 'pass-batches',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: endpointEnrichmentConfig,
    summary: 'The endpoint is asked about each record, at most at the rate that you state.',
    refuses: (_from, to) => endpointsOnly(to),
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'enrichment of a pipe by an API destination (HTTPS, 5 s for an answer)',
        throttleSeenAs: '429 Too Many Requests',
        permission: 'role of the pipe with events:InvokeApiDestination; a connection holds the endpoint’s key',
      }),
    badge: ({ invocationRate }) => `${invocationRate}/s at most`,
    rules: [],
    cdk: wiring.enrichByEndpoint,
  }),
  defineConnection({
    id: 'pipes/enrich-by-api',
    title: 'Enrichment: REST API',
    from: 'pass-batches',
    to: 'http',
    invocation: 'synchronous',
    role: 'work',
    config: apiEnrichmentConfig,
    summary: 'A route of the API is asked about each record, and its answer is what the target is to get.',
    refuses: (_from, to) => apisOnly(to),
    asksFor: (connection) => calledRouteOf(connection)?.route.connection.id,
    behaviour: (connection) =>
      called(connection, {
        mechanism: 'enrichment of a pipe, signed request to a REST API (29 s for an answer)',
        throttleSeenAs: '429 Too Many Requests',
        permission: 'role of the pipe with execute-api:Invoke',
      }),
    badge: ({ route }) => route.trim() || undefined,
    rules: apiRules,
    cdk: wiring.enrichByApi,
  }),
];

/** The rules of this service, one a file. */
import type { AccountRule, ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { ApiConfig } from '../config';
import type { AuthorizerConfig } from '../authorizer-config';
import type { IntegrationConfig, ObjectConfig } from '../route-config';
import type { AnsweringRouteConfig, SocketObjectConfig, SocketRouteConfig } from '../socket-route-config';
import { apiHasIntegrations } from './api-has-integrations';
import { apisDoNotStarveOneAnother } from './apis-do-not-starve-one-another';
import { authorizationFitsTheType } from './authorization-fits-the-type';
import { authorizerAnswersInTime } from './authorizer-answers-in-time';
import { authorizerGuardsARoute } from './authorizer-guards-a-route';
import { authorizerResultsAreCached } from './authorizer-results-are-cached';
import { burstHasARate } from './burst-has-a-rate';
import { cacheHasHits } from './cache-has-hits';
import { cacheHitsHaveACache } from './cache-hits-have-a-cache';
import { cachedResponsesFit } from './cached-responses-fit';
import { cachedRoutesAreRead } from './cached-routes-are-read';
import { connectionsAreKeptOpen } from './connections-are-kept-open';
import { connectionsEndWithinTwoHours } from './connections-end-within-two-hours';
import { edgeTimeoutIsShort } from './edge-timeout-is-short';
import { endpointAnswersInTime } from './endpoint-answers-in-time';
import { functionAnswersWithinTimeout } from './function-answers-within-timeout';
import { functionUsuallyAnswersInTime } from './function-usually-answers-in-time';
import { goneConnectionsAreForgotten } from './gone-connections-are-forgotten';
import { hasOneAuthorizer } from './has-one-authorizer';
import { httpApiIsRegional } from './http-api-is-regional';
import { httpTimeoutIsShort } from './http-timeout-is-short';
import { integrationTimeoutIsGranted } from './integration-timeout-is-granted';
import { longTimeoutsCostRate } from './long-timeouts-cost-rate';
import { messagesFitAFrame } from './messages-fit-a-frame';
import { messagesHaveARoute } from './messages-have-a-route';
import { objectRoutesNameObjects } from './object-routes-name-objects';
import { objectsFitPayload } from './objects-fit-payload';
import { objectsKeepTheirBytes } from './objects-keep-their-bytes';
import { overloadIsSeenAs429 } from './overload-is-seen-as-429';
import { pathsStartWithASlash } from './paths-start-with-a-slash';
import { plansFitTheStage } from './plans-fit-the-stage';
import { removalsAskWhoCalls } from './removals-ask-who-calls';
import { privateApiHasAPolicy } from './private-api-has-a-policy';
import { privateApiHasAnEndpoint } from './private-api-has-an-endpoint';
import { pushesFindTheirConnections } from './pushes-find-their-connections';
import { responsesCountTheObjects } from './responses-count-the-objects';
import { routeKeysDiffer } from './route-keys-differ';
import { routesDiffer } from './routes-differ';
import { stageThrottleIsBelowAccount } from './stage-throttle-is-below-account';
import { stageThrottleProtectsFunction } from './stage-throttle-protects-function';
import { templatesReadText } from './templates-read-text';
import { tokensComeInAHeaderOfRest } from './tokens-come-in-a-header-of-rest';
import { trafficSharesAreWhole } from './traffic-shares-are-whole';
import { webSocketTimeoutIsShort } from './websocket-timeout-is-short';
import { workflowAnswersInTime } from './workflow-answers-in-time';

export const rules: readonly ResourceRule<ApiConfig>[] = [
  apiHasIntegrations,
  authorizationFitsTheType,
  authorizerGuardsARoute,
  burstHasARate,
  cachedResponsesFit,
  cachedRoutesAreRead,
  cacheHasHits,
  cacheHitsHaveACache,
  connectionsAreKeptOpen,
  connectionsEndWithinTwoHours,
  edgeTimeoutIsShort,
  goneConnectionsAreForgotten,
  hasOneAuthorizer,
  httpApiIsRegional,
  httpTimeoutIsShort,
  integrationTimeoutIsGranted,
  longTimeoutsCostRate,
  messagesFitAFrame,
  messagesHaveARoute,
  objectsKeepTheirBytes,
  plansFitTheStage,
  privateApiHasAnEndpoint,
  privateApiHasAPolicy,
  removalsAskWhoCalls,
  pushesFindTheirConnections,
  routeKeysDiffer,
  routesDiffer,
  stageThrottleIsBelowAccount,
  templatesReadText,
  trafficSharesAreWhole,
  webSocketTimeoutIsShort,
];

export const accountRules: readonly AccountRule<ApiConfig>[] = [apisDoNotStarveOneAnother];

const routeRules: readonly ConnectionRule<IntegrationConfig, 'integrate'>[] = [pathsStartWithASlash];

export const proxyRules: readonly ConnectionRule<IntegrationConfig, 'integrate', 'invoke'>[] = [
  ...routeRules,
  functionAnswersWithinTimeout,
  functionUsuallyAnswersInTime,
  overloadIsSeenAs429,
  stageThrottleProtectsFunction,
];

export const asynchronousRules: readonly ConnectionRule<IntegrationConfig, 'integrate', 'invoke'>[] = routeRules;

export const httpRules: readonly ConnectionRule<IntegrationConfig, 'integrate', 'http'>[] = [
  ...routeRules,
  endpointAnswersInTime,
];

export const workflowRules: readonly ConnectionRule<IntegrationConfig, 'integrate', 'start-workflow'>[] = [
  ...routeRules,
  workflowAnswersInTime,
];

export const serviceRules: readonly ConnectionRule<IntegrationConfig, 'integrate'>[] = routeRules;

export const objectRules: readonly ConnectionRule<ObjectConfig, 'integrate', 'keep-objects'>[] = [
  ...routeRules,
  objectRoutesNameObjects,
  objectsFitPayload,
  responsesCountTheObjects,
];

export const authorizerRules: readonly ConnectionRule<AuthorizerConfig, 'authorize', 'invoke'>[] = [
  authorizerAnswersInTime,
  authorizerResultsAreCached,
  tokensComeInAHeaderOfRest,
];

export const socketRouteRules: readonly ConnectionRule<SocketRouteConfig, 'integrate'>[] = [];

export const socketObjectRules: readonly ConnectionRule<SocketObjectConfig, 'integrate', 'keep-objects'>[] = [];

export const socketFunctionRules: readonly ConnectionRule<AnsweringRouteConfig, 'integrate', 'invoke'>[] = [
  functionAnswersWithinTimeout,
  functionUsuallyAnswersInTime,
];

export const socketHttpRules: readonly ConnectionRule<AnsweringRouteConfig, 'integrate', 'http'>[] = [
  endpointAnswersInTime,
];

export const socketWorkflowRules: readonly ConnectionRule<AnsweringRouteConfig, 'integrate', 'start-workflow'>[] = [
  workflowAnswersInTime,
];

/** The rules of this service, one a file. */
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { ClientConfig } from '../config';
import type { HttpRequestConfig, SdkCallConfig, SocketConfig, UrlConfig } from '../call-config';
import { clientMakesLoad } from './client-makes-load';
import { planQuotaLastsItsPeriod } from './plan-quota-lasts-its-period';
import { planThrottles } from './plan-throttles';
import { plannedMethodsExist } from './planned-methods-exist';
import { privateApiIsCalledFromItsVpc } from './private-api-is-called-from-its-vpc';
import { refusedRequestsAreRetried } from './refused-requests-are-retried';
import { requestsAreRetriedSparingly } from './requests-are-retried-sparingly';
import { sdkRetriesHaveABudget } from './sdk-retries-have-a-budget';
import { usagePlanHasARestApi } from './usage-plan-has-a-rest-api';
import { usualAnswersComeInTime } from './usual-answers-come-in-time';

export const rules: readonly ResourceRule<ClientConfig>[] = [
  clientMakesLoad,
  sdkRetriesHaveABudget,
  usualAnswersComeInTime,
];

export const httpRules: readonly ConnectionRule<HttpRequestConfig, 'http-call', 'http'>[] = [
  planQuotaLastsItsPeriod,
  planThrottles,
  plannedMethodsExist,
  privateApiIsCalledFromItsVpc,
  refusedRequestsAreRetried,
  requestsAreRetriedSparingly,
  usagePlanHasARestApi,
];

export const urlRules: readonly ConnectionRule<UrlConfig, 'http-call', 'invoke'>[] = [refusedRequestsAreRetried];

export const sdkRules: readonly ConnectionRule<SdkCallConfig, 'sdk-call'>[] = [];

export const socketRules: readonly ConnectionRule<SocketConfig, 'http-call', 'http'>[] = [];

/** A REST API that a pipe calls: which one, the route that it takes there, and what keeps it out. */
import { apiRoutesOf, type DrawnRoute } from '#shared/model/api-route';
import type { Connection, Resource } from '#shared/model/graph';
import { answersOf, waitedAnswersOf } from '#shared/model/outside';
import { parametersOf, routePath } from '#shared/model/route-path';
import { seconds } from '#shared/model/unit';
import { asksForKeys } from '#shared/model/usage-plan';
import { counted, listed } from '#shared/model/wording';
import { apiRefusal } from './http-ends';
import type { ApiCallConfig } from './stage-config';

export type ApiCall = Pick<Connection<ApiCallConfig, 'pass-batches', 'http'>, 'config' | 'from' | 'to'>;

/** What a call leads to; behind a web ACL there may be several, or nothing. */
export function apisOf({ to }: Pick<ApiCall, 'to'>): readonly ApiCall['to'][] {
  if (!to.terms.isFilter) return [to];
  return to.resource.outbound.filter((each) => each.to.contract === 'http').map((each) => each.to as ApiCall['to']);
}

/** A route of the API, with the method and path by which the pipe calls it. */
export interface CalledRoute {
  readonly route: DrawnRoute;
  /** Never ANY, which is no method. */
  readonly method: string;
  readonly path: string;
}

const METHOD_AND_PATH = /^\s*(GET|POST|PUT|PATCH|DELETE)\s+(\/\S*)\s*$/i;

/** Undefined where the API has no such route, or several and none is named. */
export function routeOf({ config }: Pick<ApiCall, 'config'>, api: Resource): CalledRoute | undefined {
  const routes = apiRoutesOf(api);
  if (config.route.trim() === '') {
    const [first, second] = routes;
    if (first === undefined || second !== undefined) return undefined;
    return { route: first, method: first.method === 'ANY' ? 'POST' : first.method, path: first.path };
  }
  const [, written = '', path = ''] = METHOD_AND_PATH.exec(config.route) ?? [];
  const method = written.toUpperCase();
  const of = (named: string): DrawnRoute | undefined =>
    routes.find((each) => each.method === named && each.path === routePath(path));
  const route = method === '' ? undefined : (of(method) ?? of('ANY'));
  return route && { route, method, path: routePath(path) };
}

/** The same of what the call leads to, also behind a web ACL. */
export function calledRouteOf(call: Pick<ApiCall, 'config' | 'to'>): CalledRoute | undefined {
  const [end] = apisOf(call);
  return end && routeOf(call, end.resource);
}

/** What stands for the parameters of the path, in order: texts, or paths in the record. */
export const pathValuesOf = ({ pathParameters }: ApiCallConfig): readonly string[] =>
  pathParameters
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/** Path of a route in the ARN of its API, where a star stands for each parameter. */
export const starred = ({ path }: Pick<CalledRoute, 'path'>): string => path.replaceAll(/\{[^{}]+\}/g, '*');

/** Why a route cannot be called as it is stated; undefined where it can. Without routes the API itself is at fault. */
export function misstated(call: Pick<ApiCall, 'config'>, api: Resource): string | undefined {
  if (apiRoutesOf(api).length === 0) return undefined;
  const route = routeOf(call, api);
  if (route === undefined) {
    const written = call.config.route.trim();
    const has = listed(apiRoutesOf(api).map(({ method, path }) => `${method} ${path}`));
    return written === ''
      ? `${api.name} has ${has}: name the route that is called`
      : `${api.name} has no route ${written}, but ${has}: name one of them`;
  }
  const parameters = parametersOf(route.path);
  const values = pathValuesOf(call.config);
  if (parameters.length === values.length) return undefined;
  const given = `${counted(values.length, 'value')} ${values.length === 1 ? 'is' : 'are'} given`;
  return parameters.length === 0
    ? `the path ${route.path} of ${api.name} has no parameters, but ${given}: leave them out`
    : `the path ${route.path} of ${api.name} has ${counted(parameters.length, 'parameter')}, but ${given}: say what stands for ${listed(parameters)}, such as $.body.${parameters[0]}`;
}

/** Why an API does not answer the calls of a pipe; undefined where it does. */
export function keptOut(call: ApiCall): string | undefined {
  const { from, to } = call;
  const apis = apisOf(call);
  const [end, ...others] = apis;
  if (end === undefined)
    return `${to.resource.name} protects nothing that ${from.resource.name} could call: draw what it protects`;
  if (others.length > 0) {
    const names = listed(apis.map(({ resource }) => resource.name));
    return `${to.resource.name} protects ${names}, and a pipe calls one API: draw a web ACL for each`;
  }
  const refusal = apiRefusal(end.terms);
  if (refusal) return `${from.resource.name} cannot call ${end.resource.name}, as ${refusal.why}: ${refusal.instead}`;
  return asksForMore(call, end);
}

/** A pipe signs by IAM, which leaves no room for a token, and has no API key. */
function asksForMore(call: ApiCall, { resource: api, terms }: ApiCall['to']): string | undefined {
  const { name } = call.from.resource;
  const instead = `let ${name} call an API of its own, or invoke what is behind the route`;
  if (asksForKeys(api)) {
    return `${api.name} asks for an API key, because a caller has a usage plan, and ${name} has none: ${instead}`;
  }
  const called = routeOf(call, api);
  if (called === undefined || called.route.isOpen) return undefined;
  const authorizer = api.outbound.find(({ from }) => from.contract === 'authorize');
  if (authorizer) {
    return `${api.name} asks ${authorizer.to.resource.name} who may come in, but ${name} signs by IAM and sends nothing else: ${instead}`;
  }
  const { authorization = 'none' } = terms.calledByArn ?? {};
  return authorization === 'none' || authorization === 'iam'
    ? undefined
    : `${api.name} asks for a token of a user, but ${name} signs by IAM and sends none: ${instead}`;
}

/**
 * When what is called over HTTP answers, and after which time it gives up: an endpoint, or what is behind the route of an
 * API. Undefined of all else.
 */
export function answersOfStage(stage: Pick<Connection, 'config' | 'from' | 'to'>): ReturnType<typeof answersOf> {
  const outside = answersOf(stage);
  if (outside !== undefined || stage.to.contract !== 'http') return outside;
  const call = stage as unknown as ApiCall;
  const [end] = apisOf(call);
  const called = calledRouteOf(call);
  const answers = called && waitedAnswersOf(called.route.connection);
  return answers && end && { ...answers, timeout: seconds(Math.min(answers.timeout, end.terms.timeout)) };
}

/** A REST API that a pipe calls: which one, the route that it takes there, and what keeps it out. */
import type { Connection, Resource } from '#shared/model/graph';
import { answersOf, waitedAnswersOf } from '#shared/model/outside';
import { parametersOf, routePath } from '#shared/model/route-path';
import { dividedShares } from '#shared/model/shares';
import { seconds } from '#shared/model/unit';
import { counted, listed } from '#shared/model/wording';
import { apiRefusal } from './http-ends';
import type { ApiCallConfig } from './stage-config';

export type ApiCall = Pick<Connection<ApiCallConfig, 'pass-batches', 'http'>, 'config' | 'from' | 'to'>;

/** What a call leads to; behind a web ACL there may be several, or nothing. */
export function apisOf({ to }: Pick<ApiCall, 'to'>): readonly ApiCall['to'][] {
  if (!to.terms.isFilter) return [to];
  return to.resource.outbound.filter((each) => each.to.contract === 'http').map((each) => each.to as ApiCall['to']);
}

/** A method and path as the API has them, and as the pipe names them. */
export interface CalledRoute {
  readonly connection: Connection;
  /** Never ANY, which is no method. */
  readonly method: string;
  readonly path: string;
}

const METHOD_AND_PATH = /^\s*(GET|POST|PUT|PATCH|DELETE)\s+(\/\S*)\s*$/i;

const routesOf = ({ outbound }: Resource): readonly Connection[] =>
  outbound.filter(({ from }) => from.contract === 'integrate');

const methodOf = ({ config }: Connection): string => String(config['method']);
const pathOf = ({ config }: Connection): string => routePath(String(config['path']));

/** Undefined where the API has no such route, or several and none is named. */
export function routeOf({ config }: Pick<ApiCall, 'config'>, api: Resource): CalledRoute | undefined {
  const routes = routesOf(api);
  if (config.route.trim() === '') {
    const [first, second] = routes;
    if (first === undefined || second !== undefined) return undefined;
    return { connection: first, method: methodOf(first) === 'ANY' ? 'POST' : methodOf(first), path: pathOf(first) };
  }
  const [, written = '', path = ''] = METHOD_AND_PATH.exec(config.route) ?? [];
  const method = written.toUpperCase();
  const of = (named: string): Connection | undefined =>
    routes.find((each) => methodOf(each) === named && pathOf(each) === routePath(path));
  const connection = method === '' ? undefined : (of(method) ?? of('ANY'));
  return connection && { connection, method, path: routePath(path) };
}

/** Share of the API's requests that take a route, as the drawing states it: 0 to 1. */
export function shareOf(route: Connection): number {
  const routes = routesOf(route.from.resource);
  const stated = routes.map(({ config }) => config['trafficShare'] as number | undefined);
  return dividedShares(stated)[routes.findIndex(({ id }) => id === route.id)] ?? 0;
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
  if (routesOf(api).length === 0) return undefined;
  const route = routeOf(call, api);
  if (route === undefined) {
    const written = call.config.route.trim();
    const has = listed(routesOf(api).map((each) => `${methodOf(each)} ${pathOf(each)}`));
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
  if (api.inbound.some(({ config }) => config['usagePlan'] === true)) {
    return `${api.name} asks for an API key, because a caller has a usage plan, and ${name} has none: ${instead}`;
  }
  const route = routeOf(call, api);
  if (route === undefined || route.connection.config['isOpen'] === true) return undefined;
  const authorizer = api.outbound.find(({ from }) => from.contract === 'authorize');
  if (authorizer) {
    return `${api.name} asks ${authorizer.to.resource.name} about ${String(authorizer.config['identityName'])}, but ${name} signs by IAM and sends nothing else: ${instead}`;
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
  const route = end && routeOf(call, end.resource);
  const answers = route && waitedAnswersOf(route.connection);
  return answers && { ...answers, timeout: seconds(Math.min(answers.timeout, end.terms.timeout)) };
}

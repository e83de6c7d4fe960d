/** Routes of an exported API: method, path and options, whatever integration answers them. */
import type { ConnectionCode, EmitContext, RequestCode, TemplateCheck } from '#shared/model/cdk';
import { type Code, durationCode, object, type Properties, quote } from '#shared/model/code';
import type { Contract } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import { routePath } from '#shared/model/route-path';
import { asksForKeys } from '#shared/model/usage-plan';
import { type Access, accessOf } from './authorizer-wiring';
import { routesOf } from './authorizers';
import type { ApiConfig } from './config';
import type { IntegrationConfig } from './route-config';
import { trafficOf } from './routes';

export type Integration<To extends Contract> = Connection<IntegrationConfig, 'integrate', To>;
/** AWS's own integration timeouts, which need no property (as of 2026-11-23). */
export const DEFAULT_TIMEOUT = { REST: 29, HTTP: 30, WEBSOCKET: 29 };
export const MAX_TIMEOUT = { REST: 300, HTTP: 30, WEBSOCKET: 29 };

export const imports = {
  apigateway: 'aws-cdk-lib/aws-apigateway',
  apigatewayv2: 'aws-cdk-lib/aws-apigatewayv2',
  integrations: 'aws-cdk-lib/aws-apigatewayv2-integrations',
};

/**
 * The body as a text inside JSON, for a template literal of the generated code: what is escaped for JavaScript but not
 * known to JSON, an apostrophe, is put back (\\' is the pattern of a backslash and an apostrophe).
 */
export const BODY_IN_JSON = String.raw`$util.escapeJavaScript($input.body).replaceAll("\\\\'", "'")`;

export interface Route {
  readonly api: Code;
  readonly apiId: string;
  readonly isRest: boolean;
  readonly method: string;
  readonly path: string;
  readonly timeout: Code | undefined;
  /** Whether callers must send an API key: as soon as one of them has a usage plan. */
  readonly needsKey: boolean;
  /** Who is asked before; undefined where anyone may come in. */
  readonly access: Access | undefined;
}

export function routeOf(connection: Integration<never>, context: EmitContext): Route {
  const { from, config } = connection;
  const api = from.resource.config as ApiConfig;
  const timeout = Math.min(api.integrationTimeout, MAX_TIMEOUT[api.type]);
  return {
    api: `this.${context.member(from.resource)}`,
    apiId: context.constructId(from.resource),
    isRest: api.type === 'REST',
    method: config.method,
    path: routePath(config.path),
    timeout: timeout === DEFAULT_TIMEOUT[api.type] ? undefined : durationCode(timeout),
    needsKey: api.type === 'REST' && asksForKeys(from.resource),
    access: accessOf(connection as never, context),
  };
}

/** Two integrations cannot answer the same method of the same path. */
export function clash(connection: Integration<never>): ConnectionCode | undefined {
  const { from, config } = connection;
  const taken = routesOf(from.resource).find(
    (each) =>
      each.config['method'] === config.method && routePath(String(each.config['path'])) === routePath(config.path),
  );
  if (!taken || taken.id === connection.id) return undefined;
  return {
    impossible: `${from.resource.name} has two integrations for ${config.method} ${routePath(config.path)}: ${taken.to.resource.name} and ${connection.to.resource.name}`,
  };
}

/** What a method of a REST API asks of who comes. */
export const accessOptions = ({ access }: Route): Properties => ({
  authorizer: access?.authorizer,
  authorizationType: access?.type === 'AWS_IAM' ? 'apigateway.AuthorizationType.IAM' : undefined,
});

export function methodOptions(at: Route, parameters: readonly string[] = []): Code | undefined {
  const requestParameters: Properties = Object.fromEntries(parameters.map((name) => [name, 'true']));
  if (!at.needsKey && at.access === undefined && parameters.length === 0) return undefined;
  return object({
    ...accessOptions(at),
    apiKeyRequired: at.needsKey ? 'true' : undefined,
    requestParameters: parameters.length > 0 ? object(requestParameters) : undefined,
  });
}

export const joined = (...parts: readonly (Code | undefined)[]): Code =>
  parts.filter((part) => part !== undefined).join(', ');

export function restRoute(at: Route, integration: Code): Code {
  return `this.#route(${joined(at.api, quote(at.method), quote(at.path), integration, methodOptions(at))});`;
}

export function httpRoute(at: Route, integration: Code): Code {
  return `${at.api}.addRoutes(${object({
    path: quote(at.path),
    methods: `[apigatewayv2.HttpMethod.${at.method}]`,
    integration,
    authorizer: at.access?.authorizer,
  })});`;
}

/** That the method of the path is there, and of a REST API that it calls the function where one is behind it. */
export function routeCheck(connection: Integration<never>, at: Route, context: EmitContext): readonly TemplateCheck[] {
  const { from, to } = connection;
  const api = `stack.${context.member(from.resource)}`;
  const fn = context.target(to.resource).replace(/^this\./, 'stack.');
  const uri = object({ 'Fn::Join': `['', Match.arrayWith([stack.resolve(${fn}.functionArn)])]` });
  const title = `${at.method} ${at.path} of ${from.resource.name} reaches ${to.resource.name}`;
  return [
    at.isRest
      ? {
          title,
          type: 'AWS::ApiGateway::Method',
          properties: {
            HttpMethod: quote(at.method),
            RestApiId: `stack.resolve(${api}.restApiId)`,
            ResourceId: `stack.resolve(${api}.root.resourceForPath(${quote(at.path)}).resourceId)`,
            ...(to.contract === 'invoke' ? { Integration: `{ Uri: ${uri} }` } : {}),
            ...(at.needsKey ? { ApiKeyRequired: 'true' } : {}),
            ...(at.access === undefined ? {} : { AuthorizationType: quote(at.access.type) }),
          },
        }
      : {
          title,
          type: 'AWS::ApiGatewayV2::Route',
          properties: {
            RouteKey: quote(`${at.method} ${at.path}`),
            ApiId: `stack.resolve(${api}.apiId)`,
            ...(at.access === undefined ? {} : { AuthorizationType: quote(at.access.type) }),
          },
        },
  ];
}

/** A method that takes any is asked with GET. */
export function requestOf(connection: Integration<never>, keyHeaders: readonly string[] = []): RequestCode {
  const { method, path } = connection.config;
  return {
    method: method === 'ANY' ? 'GET' : method,
    path: routePath(path),
    share: trafficOf(connection),
    ...(keyHeaders.length > 0 ? { keyHeaders } : {}),
  };
}

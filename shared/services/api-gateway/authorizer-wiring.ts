/** Lambda authorizers in an exported CDK app: the first route that needs one makes it, the others share it. */
import type { ConnectionCode, EmitContext, Helper, RequestCode, TemplateCheck } from '#shared/model/cdk';
import { type Code, durationCode, object, quote } from '#shared/model/code';
import type { Connection, Resource } from '#shared/model/graph';
import type { AuthorizerConfig } from './authorizer-config';
import { authorizerHandlers } from './authorizer-handlers';
import { type Authorizer, authorizersOf, isGuarded, routesOf } from './authorizers';
import { checkedAccess } from './checked-access';
import type { ApiConfig } from './config';

/** The CDK's own time to live, which needs no property. */
const DEFAULT_TTL = 300;

const imports = {
  apigateway: 'aws-cdk-lib/aws-apigateway',
  apigatewayv2: 'aws-cdk-lib/aws-apigatewayv2',
  authorizers: 'aws-cdk-lib/aws-apigatewayv2-authorizers',
  lambda: 'aws-cdk-lib/aws-lambda',
};

const typeOf = ({ from }: Pick<Connection, 'from'>): ApiConfig['type'] => (from.resource.config as ApiConfig).type;

/** What a route asks of who comes. */
export interface Access {
  /** `AuthorizationType` of the method or route. */
  readonly type: 'CUSTOM' | 'AWS_IAM' | 'JWT' | 'COGNITO_USER_POOLS';
  /** Of a method's or route's options; a REST API has none for signatures. */
  readonly authorizer?: Code;
  readonly helpers: readonly Helper[];
  /** Where the identity of a caller is looked for. */
  readonly identity?: RequestCode['identity'];
}

/** Undefined where anyone may use it. */
export function accessOf(route: Connection<never, 'integrate', never>, context: EmitContext): Access | undefined {
  const api = route.from.resource as Resource<ApiConfig>;
  const [authorizer] = authorizersOf(api);
  if (!isGuarded(route, api.config.type)) return undefined;
  const member = `this.${context.member(route.from.resource)}`;
  return authorizer
    ? lambdaAccess(authorizer, member, context.target(authorizer.to.resource))
    : checkedAccess(api.config, member);
}

function lambdaAccess({ from, config }: Authorizer, api: Code, fn: Code): Access {
  const type = typeOf({ from });
  const resultsCacheTtl = config.resultTtl === DEFAULT_TTL ? undefined : durationCode(config.resultTtl);
  const source = sourceOf(config, type);
  const identity = { source: config.identitySource, name: config.identityName, callers: config.callers };
  const access = (authorizer: Code, ...helpers: readonly Helper[]): Access => ({
    type: 'CUSTOM',
    authorizer,
    helpers,
    identity,
  });
  if (type === 'WEBSOCKET') {
    const sources = object({ identitySource: `[${source}]` });
    return access(`new authorizers.WebSocketLambdaAuthorizer('Authorizer', ${fn}, ${sources})`);
  }
  if (type === 'HTTP') {
    const props = object({ identitySource: `[${source}]`, resultsCacheTtl });
    return access(`this.#httpAuthorizer(${api}, ${fn}, ${props})`, httpAuthorizer);
  }
  if (isToken(config)) {
    const props = object({ handler: fn, identitySource: source, resultsCacheTtl });
    return access(`this.#tokenAuthorizer(${api}, ${props})`, tokenAuthorizer);
  }
  const props = object({ handler: fn, identitySources: `[${source}]`, resultsCacheTtl });
  return access(`this.#requestAuthorizer(${api}, ${props})`, requestAuthorizer);
}

const isToken = ({ form }: AuthorizerConfig): boolean => form === 'token';

/** Where each type of API is told that the identity is. */
function sourceOf({ identitySource, identityName }: AuthorizerConfig, type: ApiConfig['type']): Code {
  const isHeader = identitySource === 'header';
  if (type === 'REST')
    return `apigateway.IdentitySource.${isHeader ? 'header' : 'queryString'}(${quote(identityName)})`;
  const prefix = type === 'HTTP' ? '$request' : 'route.request';
  return quote(`${prefix}.${isHeader ? 'header' : 'querystring'}.${identityName}`);
}

/** What a guarded route's code needs besides. */
export function guarded(code: ConnectionCode, route: Connection, context: EmitContext): ConnectionCode {
  const access = accessOf(route as never, context);
  if (!access || code.impossible !== undefined) return code;
  const { helpers, identity } = access;
  return {
    ...code,
    imports: { ...code.imports, ...imports },
    helpers: [...(code.helpers ?? []), ...helpers],
    ...(code.request === undefined || identity === undefined ? {} : { request: { ...code.request, identity } }),
  };
}

export function authorizerWiring(connection: Authorizer, context: EmitContext): ConnectionCode {
  const { id, from, to, config } = connection;
  const type = typeOf(connection);
  const [first] = authorizersOf(from.resource);
  const { name } = from.resource;
  if (first && first.id !== id)
    return { impossible: `${name} has two authorizers: ${first.to.resource.name} and ${to.resource.name}` };
  if (isToken(config) && type !== 'REST')
    return { impossible: `${name} is no REST API, and only those tell an authorizer the token alone` };
  if (isToken(config) && config.identitySource === 'query')
    return { impossible: `the authorizer of ${name} is told the token alone, which only a header can carry` };
  const isAsked = routesOf(from.resource).some((route) => isGuarded(route, type));
  return {
    imports,
    checks: isAsked ? [checkOf(connection, context)] : [],
    invocation: authorizerHandlers(type, config),
    notes: isAsked
      ? [`${to.resource.name} keeps everybody out of ${name} until its code says who may come in.`]
      : [`${name} asks ${to.resource.name} about no route.`],
  };
}

function checkOf({ from, to, config }: Authorizer, context: EmitContext): TemplateCheck {
  const type = typeOf({ from });
  const api = `stack.${context.member(from.resource)}`;
  const title = `${from.resource.name} asks ${to.resource.name} who may come in`;
  if (type === 'REST') {
    return {
      title,
      type: 'AWS::ApiGateway::Authorizer',
      properties: {
        Type: quote(isToken(config) ? 'TOKEN' : 'REQUEST'),
        RestApiId: `stack.resolve(${api}.restApiId)`,
        AuthorizerResultTtlInSeconds: String(config.resultTtl),
      },
    };
  }
  return {
    title,
    type: 'AWS::ApiGatewayV2::Authorizer',
    properties: {
      AuthorizerType: quote('REQUEST'),
      ApiId: `stack.resolve(${api}.apiId)`,
      ...(type === 'HTTP'
        ? { AuthorizerResultTtlInSeconds: String(config.resultTtl), EnableSimpleResponses: 'true' }
        : {}),
    },
  };
}

const requestAuthorizer = restAuthorizer('Request', 'before it passes a request on');
const tokenAuthorizer = restAuthorizer('Token', 'about the token of a request before it passes that on');

/** @param what it is told, as the CDK's class says it */
function restAuthorizer(what: 'Request' | 'Token', asked: string): Helper {
  const name = `${what.toLowerCase()}Authorizer`;
  return {
    name,
    kind: 'method',
    imports,
    code: `
    /** The function that a REST API asks ${asked}: one for all methods. */
    #${name}(api: apigateway.RestApi, props: apigateway.${what}AuthorizerProps): apigateway.IAuthorizer {
      const made = api.node.tryFindChild('Authorizer') as apigateway.${what}Authorizer | undefined;
      return made ?? new apigateway.${what}Authorizer(api, 'Authorizer', props);
    }`,
  };
}

const httpAuthorizer: Helper = {
  name: 'httpAuthorizer',
  kind: 'method',
  imports,
  code: `
    readonly #httpAuthorizers = new Map<apigatewayv2.HttpApi, authorizers.HttpLambdaAuthorizer>();

    /** The function that an HTTP API asks before it passes a request on, and that says yes or no: one for all routes. */
    #httpAuthorizer(
      api: apigatewayv2.HttpApi,
      handler: lambda.IFunction,
      props: authorizers.HttpLambdaAuthorizerProps,
    ): authorizers.HttpLambdaAuthorizer {
      const made =
        this.#httpAuthorizers.get(api) ??
        new authorizers.HttpLambdaAuthorizer('Authorizer', handler, {
          responseTypes: [authorizers.HttpLambdaResponseType.SIMPLE],
          ...props,
        });
      this.#httpAuthorizers.set(api, made);
      return made;
    }`,
};

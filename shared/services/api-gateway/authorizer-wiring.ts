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
  return authorizer ? lambdaAccess(authorizer, member, context) : checkedAccess(api.config, member);
}

function lambdaAccess({ from, to, config }: Authorizer, api: Code, context: EmitContext): Access {
  const type = typeOf({ from });
  const fn = context.target(to.resource);
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
  const what = isToken(config) ? 'Token' : 'Request';
  const isApart = !context.together(from.resource, to.resource);
  const sources = isToken(config) ? { identitySource: source } : { identitySources: `[${source}]` };
  const helpers = isApart ? [authorizerApart(what), restAuthorizer(what, true)] : [restAuthorizer(what, false)];
  const props = object({ handler: fn, ...sources, resultsCacheTtl });
  return access(`this.#${methodOf(what, isApart)}(${api}, ${props})`, ...helpers);
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

/** What the function of a REST API is told, as the CDK's class says it. */
type Told = 'Request' | 'Token';

const ASKED: Readonly<Record<Told, string>> = {
  Request: 'before it passes a request on',
  Token: 'about the token of a request before it passes that on',
};

const methodOf = (what: Told, isApart: boolean): string =>
  `${what.toLowerCase()}Authorizer${isApart ? 'Elsewhere' : ''}`;

/** @param isApart whether the function is in another stack */
function restAuthorizer(what: Told, isApart: boolean): Helper {
  const name = methodOf(what, isApart);
  return {
    name,
    kind: 'method',
    imports,
    code: `
    /** The function${isApart ? ' of another stack' : ''} that a REST API asks ${ASKED[what]}: one for all methods. */
    #${name}(api: apigateway.RestApi, props: apigateway.${what}AuthorizerProps): apigateway.IAuthorizer {
      const made = api.node.tryFindChild('Authorizer') as apigateway.${what}Authorizer | undefined;
      return made ?? new ${isApart ? `${what}AuthorizerElsewhere` : `apigateway.${what}Authorizer`}(api, 'Authorizer', props);
    }`,
  };
}

function authorizerApart(what: Told): Helper {
  return {
    name: `${what}AuthorizerElsewhere`,
    kind: 'class',
    imports: { ...imports, iam: 'aws-cdk-lib/aws-iam' },
    code: `
    /** Its permission, which names the API, stands with the API: with the function each stack would wait for the other. */
    class ${what}AuthorizerElsewhere extends apigateway.${what}Authorizer {
      protected override setupPermissions(): void {
        this.handler.addPermission('Permission', {
          scope: this,
          principal: new iam.ServicePrincipal('apigateway.amazonaws.com'),
          sourceArn: this.authorizerArn,
        });
      }
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

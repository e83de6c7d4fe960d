/** Integrations in an exported CDK app. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { type Code, object, type Properties, quote } from '#shared/model/code';
import { requestInvocation } from '#shared/model/http-handler';
import { route } from './cdk-helpers';
import { eventHandler } from './handlers';
import { objectWiring } from './object-wiring';
import {
  accessOptions,
  clash,
  httpRoute,
  imports,
  type Integration,
  joined,
  requestOf,
  restRoute,
  type Route,
  routeCheck,
  routeOf,
} from './route-code';
import { serviceWiring } from './service-wiring';
import { socketWiring } from './socket-wiring';

export const wiring = {
  lambdaProxy(connection: Integration<'invoke'>, context: EmitContext): ConnectionCode {
    const at = routeOf(connection as Integration<never>, context);
    const fn = context.target(connection.to.resource);
    const name = quote(context.constructId(connection.to.resource));
    return (
      clash(connection as Integration<never>) ?? {
        imports,
        statements: [
          at.isRest
            ? restRoute(at, lambdaIntegration(at, fn, {}))
            : httpRoute(
                at,
                `new integrations.HttpLambdaIntegration(${name}, ${fn}, ${object({ scopePermissionToRoute: 'false', timeout: at.timeout })})`,
              ),
        ],
        helpers: at.isRest ? [route] : [],
        checks: routeCheck(connection as Integration<never>, at, context),
        invocation: requestInvocation(at.isRest ? 'rest-request' : 'http-request'),
        request: requestOf(connection as Integration<never>),
      }
    );
  },
  lambdaAsync(connection: Integration<'invoke'>, context: EmitContext): ConnectionCode {
    const at = routeOf(connection as Integration<never>, context);
    const template =
      '{"apiRequestId": "$context.requestId", "path": "$context.path", "body": #if($input.body == "")null#{else}$input.json("$")#end}';
    const options: Properties = {
      proxy: 'false',
      passthroughBehavior: 'apigateway.PassthroughBehavior.NEVER',
      requestParameters: object({ 'integration.request.header.X-Amz-Invocation-Type': quote("'Event'") }),
      requestTemplates: object({ 'application/json': quote(template) }),
      integrationResponses: `[{ statusCode: '202', responseTemplates: { 'application/json': '{"requestId": "$context.requestId"}' } }]`,
    };
    const integration = lambdaIntegration(at, context.target(connection.to.resource), options);
    const method = object({
      ...accessOptions(at),
      apiKeyRequired: at.needsKey ? 'true' : undefined,
      methodResponses: "[{ statusCode: '202' }]",
    });
    return (
      clash(connection as Integration<never>) ?? {
        imports,
        statements: [`this.#route(${joined(at.api, quote(at.method), quote(at.path), integration, method)});`],
        helpers: [route],
        checks: routeCheck(connection as Integration<never>, at, context),
        invocation: { form: 'request-event', handler: eventHandler },
        request: requestOf(connection as Integration<never>),
      }
    );
  },
  http(connection: Integration<'http'>, context: EmitContext): ConnectionCode {
    const { to, config } = connection;
    const at = routeOf(connection as Integration<never>, context);
    const url = quote(to.terms.outside?.address.trim() ?? '');
    const method = config.method === 'ANY' ? undefined : config.method;
    const name = quote(context.constructId(to.resource));
    const rest = object({
      httpMethod: quote(method ?? 'ANY'),
      options: at.timeout === undefined ? undefined : object({ timeout: at.timeout }),
    });
    const http =
      method === undefined && at.timeout === undefined
        ? undefined
        : object({ method: method && `apigatewayv2.HttpMethod.${method}`, timeout: at.timeout });
    return (
      clash(connection as Integration<never>) ?? {
        imports,
        statements: [
          at.isRest
            ? restRoute(at, `new apigateway.HttpIntegration(${url}, ${rest})`)
            : httpRoute(at, `new integrations.HttpUrlIntegration(${joined(name, url, http)})`),
        ],
        helpers: at.isRest ? [route] : [],
        checks: routeCheck(connection as Integration<never>, at, context),
        request: requestOf(connection as Integration<never>),
      }
    );
  },
  ...serviceWiring,
  s3: objectWiring,
};

/** Of WebSocket APIs. */
export const sockets = socketWiring;

/** One permission for the API rather than two for each method: a function's policy has room for 20 KB. */
function lambdaIntegration(at: Route, fn: Code, options: Properties): Code {
  return `new apigateway.LambdaIntegration(${fn}, ${object({ scopePermissionToMethod: 'false', timeout: at.timeout, ...options })})`;
}

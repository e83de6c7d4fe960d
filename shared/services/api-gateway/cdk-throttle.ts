/** The throttles of a stage and of its routes in exported code, and the alarm on what they refuse. */
import type { AlarmCode, ConnectionCode, EmitContext, Helper, TemplateCheck } from '#shared/model/cdk';
import { lasting } from '#shared/model/cdk-helpers';
import { type Code, literal, object, quote } from '#shared/model/code';
import type { Connection, Resource } from '#shared/model/graph';
import { routePath } from '#shared/model/route-path';
import type { ApiConfig } from './config';
import type { RouteThrottle } from './throttle-config';
import { burstOf, rateOf, routeName } from './throttles';

/** Of a stage of an HTTP or WebSocket API; undefined without a throttle. */
export function throttleOf({ stageRate, stageBurst }: ApiConfig): Code | undefined {
  if (stageRate === undefined && stageBurst === undefined) return undefined;
  return object({
    rateLimit: stageRate === undefined ? undefined : literal(stageRate),
    burstLimit: stageBurst === undefined ? undefined : literal(stageBurst),
  });
}

/** What a route's code needs besides for a throttle of its own. */
export function throttled(code: ConnectionCode, route: Connection, context: EmitContext): ConnectionCode {
  const { throttleRate, throttleBurst } = route.config as RouteThrottle;
  const rate = rateOf(route);
  const isOwn = throttleRate !== undefined || throttleBurst !== undefined;
  if (!isOwn || rate === undefined || code.impossible !== undefined) return code;
  const isRest = route.from.resource.config['type'] === 'REST';
  const burst = burstOf(route);
  const where = isRest
    ? `${quote(String(route.config['method']))}, ${quote(routePath(String(route.config['path'])))}`
    : quote(routeName(route));
  const limits = object({
    rateLimit: literal(rate),
    burstLimit: burst === undefined ? undefined : literal(burst),
  });
  const helper = isRest ? throttleMethod : throttleRoute;
  return {
    ...code,
    imports: { ...code.imports, ...helper.imports },
    statements: [
      ...(code.statements ?? []),
      `this.#${helper.name}(this.${context.member(route.from.resource)}, ${where}, ${limits});`,
    ],
    helpers: [...(code.helpers ?? []), helper],
    checks: [...(code.checks ?? []), throttleCheck(route, rate)],
  };
}

function throttleCheck(route: Connection, rate: number): TemplateCheck {
  const { name, config } = route.from.resource;
  const limits = object({ ThrottlingRateLimit: literal(rate) });
  const title = `${name} admits ${rate} requests a second of ${routeName(route)}`;
  if (config['type'] !== 'REST') {
    return {
      title,
      type: 'AWS::ApiGatewayV2::Stage',
      properties: { RouteSettings: `Match.objectLike(${object({ [routeName(route)]: limits })})` },
    };
  }
  const { method, path } = route.config;
  const setting = object({
    HttpMethod: quote(method === 'ANY' ? '*' : String(method)),
    ResourcePath: quote(`/${routePath(String(path)).replaceAll('/', '~1')}`),
    ThrottlingRateLimit: literal(rate),
  });
  return {
    title,
    type: 'AWS::ApiGateway::Stage',
    properties: { MethodSettings: `Match.arrayWith([Match.objectLike(${setting})])` },
  };
}

const throttleMethod: Helper = {
  name: 'throttleMethod',
  kind: 'method',
  imports: { apigateway: 'aws-cdk-lib/aws-apigateway' },
  code: `
    /** A throttle of one method. A method with settings of its own has none of the stage's: the others are repeated. */
    #throttleMethod(
      api: apigateway.RestApi,
      httpMethod: string,
      path: string,
      { rateLimit, burstLimit }: apigateway.ThrottleSettings,
    ): void {
      const stage = api.deploymentStage.node.defaultChild as apigateway.CfnStage;
      const settings = stage.methodSettings as apigateway.CfnStage.MethodSettingProperty[];
      stage.methodSettings = [
        ...settings,
        {
          ...settings[0],
          httpMethod: httpMethod === 'ANY' ? '*' : httpMethod,
          resourcePath: \`/\${path.replaceAll('/', '~1')}\`,
          throttlingRateLimit: rateLimit,
          throttlingBurstLimit: burstLimit,
        },
      ];
    }`,
};

const throttleRoute: Helper = {
  name: 'throttleRoute',
  kind: 'method',
  imports: { apigatewayv2: 'aws-cdk-lib/aws-apigatewayv2' },
  code: `
    /** A throttle of one route, which has to be there before the stage names it. */
    #throttleRoute(
      api: apigatewayv2.HttpApi | apigatewayv2.WebSocketApi,
      routeKey: string,
      { rateLimit, burstLimit }: apigatewayv2.ThrottleSettings,
    ): void {
      const stage = api.node.findChild('Stage').node.defaultChild as apigatewayv2.CfnStage;
      const limits = { ThrottlingRateLimit: rateLimit, ThrottlingBurstLimit: burstLimit };
      stage.routeSettings = { ...(stage.routeSettings as object | undefined), [routeKey]: limits };
      for (const route of api.node.findAll()) {
        if (route instanceof apigatewayv2.CfnRoute && route.routeKey === routeKey) stage.node.addDependency(route);
      }
    }`,
};

/** Counted from the access log: API Gateway’s own metric has 429 among all 4xx. */
export function refused(api: Resource<ApiConfig>, context: EmitContext): Code {
  return `new cloudwatch.Metric({
    namespace: design.stackName,
    metricName: ${quote(`${context.constructId(api)}-429`)},
    ...SUM,
  })`;
}

/** @param what `requests` */
export function refusals(api: Resource<ApiConfig>, context: EmitContext, what: string): readonly AlarmCode[] {
  if (api.config.accessLogBytes === 0) return [];
  const whose = api.config.type === 'REST' ? 'the usage plan, the method or the account' : 'the route or the account';
  return [
    lasting(
      'Refused',
      refused(api, context),
      'at least',
      1,
      `${api.name} refuses ${what} with 429: a throttle of ${whose} is reached.`,
    ),
  ];
}

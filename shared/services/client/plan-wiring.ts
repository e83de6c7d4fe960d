/** API keys and their usage plans in an exported CDK app. */
import type { ConnectionCode, EmitContext, Helper, TemplateCheck } from '#shared/model/cdk';
import { type Code, literal, object, quote } from '#shared/model/code';
import { apiRoutesOf } from '#shared/model/api-route';
import type { Connection } from '#shared/model/graph';
import { asksForKeys, type MethodThrottle, methodThrottlesOf, planOf } from '#shared/model/usage-plan';
import type { HttpRequestConfig } from './call-config';

export type HttpRequest = Connection<HttpRequestConfig, 'http-call', 'http'>;

/** Once one caller has a plan, methods ask for a key: callers without a plan then need a key whose plan does not throttle. */
export function usagePlanCode(connection: HttpRequest, context: EmitContext): ConnectionCode {
  const { from, to } = connection;
  if (!asksForKeys(to.resource)) return {};
  if (!to.terms.takesUsagePlans) {
    return {
      impossible: `${to.resource.name} takes no API keys, so that ${from.resource.name} can have no usage plan there`,
    };
  }
  const first = to.resource.inbound.find(
    (each) => each.to.contract === 'http' && each.from.resource.id === from.resource.id,
  );
  if (first && first.id !== connection.id) return { coveredBy: first.id };
  const plan = planOf(connection);
  const methods = plan ? methodThrottlesOf(plan) : [];
  const missing = methods.find((each) => !hasMethod(connection, each));
  if (missing) {
    return {
      impossible: `the usage plan of ${from.resource.name} throttles ${missing.method} ${missing.path}, which ${to.resource.name} does not have`,
    };
  }
  const api = `this.${context.member(to.resource)}`;
  const id = context.constructId(from.resource);
  const throttle =
    plan?.planRate === undefined
      ? undefined
      : { rate: plan.planRate, burst: plan.planBurst ?? Math.max(1, Math.ceil(plan.planRate)) };
  const properties = object({
    throttle: throttle && limits(throttle),
    quota:
      plan?.planQuota === undefined
        ? undefined
        : object({ limit: literal(plan.planQuota), period: `apigateway.Period.${plan.planPeriod}` }),
    apiStages: `[{ api: ${api}, stage: ${api}.deploymentStage }]`,
  });
  const made = `${api}.addUsagePlan(${quote(`${id}Plan`)}, ${properties})`;
  const throttled =
    methods.length === 0
      ? made
      : `this.#${throttleMethods.name}(${made}, ${object(Object.fromEntries(methods.map((each) => [keyOf(each), limits(each)])))})`;
  return {
    imports: { apigateway: 'aws-cdk-lib/aws-apigateway' },
    helpers: methods.length === 0 ? [] : [throttleMethods],
    standsWith: 'to',
    statements: [
      ...(plan ? [] : [`// No plan is drawn for ${from.resource.name}, but the API asks every caller for a key.`]),
      `${throttled}.addApiKey(${api}.addApiKey(${quote(`${id}Key`)}));`,
    ],
    checks: [
      ...(throttle ? [rateCheck(connection, throttle)] : []),
      ...methods.map((each) => methodCheck(connection, each)),
    ],
    notes: [
      `Hand ${from.resource.name} the API key ${id}Key of ${to.resource.name}; it goes into the header x-api-key.`,
    ],
  };
}

type Limits = Pick<MethodThrottle, 'rate' | 'burst'>;

const limits = ({ rate, burst }: Limits): Code => object({ rateLimit: literal(rate), burstLimit: literal(burst) });

const inTemplate = ({ rate, burst }: Limits): Code => object({ RateLimit: literal(rate), BurstLimit: literal(burst) });

const hasMethod = ({ to }: HttpRequest, { method, path }: MethodThrottle): boolean =>
  apiRoutesOf(to.resource).some((route) => route.method === method && route.path === path);

/** As the CDK writes it: /orders/POST, and //POST of the root. */
const keyOf = ({ method, path }: MethodThrottle): string => `${path}/${method}`;

function rateCheck({ from }: HttpRequest, throttle: Limits): TemplateCheck {
  return {
    title: `${from.resource.name} may make ${throttle.rate} requests a second`,
    type: 'AWS::ApiGateway::UsagePlan',
    properties: { Throttle: inTemplate(throttle) },
  };
}

function methodCheck({ from }: HttpRequest, throttle: MethodThrottle): TemplateCheck {
  const stage = object({ Throttle: `Match.objectLike(${object({ [keyOf(throttle)]: inTemplate(throttle) })})` });
  return {
    title: `${from.resource.name} may make ${throttle.rate} requests a second of ${throttle.method} ${throttle.path}`,
    type: 'AWS::ApiGateway::UsagePlan',
    properties: { ApiStages: `Match.arrayWith([Match.objectLike(${stage})])` },
  };
}

const throttleMethods: Helper = {
  name: 'throttleMethods',
  kind: 'method',
  imports: { apigateway: 'aws-cdk-lib/aws-apigateway' },
  code: `
    /** Throttles of single methods in a usage plan, by path and method: the methods may be made later. */
    #throttleMethods(
      plan: apigateway.UsagePlan,
      methods: Readonly<Record<string, apigateway.ThrottleSettings>>,
    ): apigateway.UsagePlan {
      const throttles = Object.entries(methods).map(([method, { rateLimit, burstLimit }]) => [
        method,
        { RateLimit: rateLimit, BurstLimit: burstLimit },
      ]);
      const resource = plan.node.defaultChild as apigateway.CfnUsagePlan;
      resource.addPropertyOverride('ApiStages.0.Throttle', Object.fromEntries(throttles));
      return plan;
    }`,
};

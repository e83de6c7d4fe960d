import type { AlarmCode, EmitContext, ResourceCode } from '#shared/model/cdk';
import {
  GLOBAL_REGION,
  globalAlarms,
  globalStackHelper,
  isGlobalRegion,
  lasting,
  limitOf,
  NEAR_LIMIT,
} from '#shared/model/cdk-helpers';
import { type Code, literal, object, quote } from '#shared/model/code';
import { grouped } from '#shared/model/figures';
import type { Resource } from '#shared/model/graph';
import { isGlobal, REGIONAL } from './attachment';
import type { WebAclConfig } from './config';

type WebAcl = Resource<WebAclConfig>;

/** AWS's own rule group for the common attacks; more belong into the stack that extends the exported one. */
const COMMON_RULES = 'AWSManagedRulesCommonRuleSet';
const MINUTE = 60;

export function cdk(acl: WebAcl, context: EmitContext): ResourceCode {
  const { name, config } = acl;
  const id = context.constructId(acl);
  const global = isGlobal(acl);
  const isApart = global && !isGlobalRegion(context);
  return {
    imports: { wafv2: 'aws-cdk-lib/aws-wafv2' },
    type: 'wafv2.CfnWebACL',
    create: (properties) =>
      `new wafv2.CfnWebACL(${isApart ? 'this.#globalStack()' : 'this'}, ${quote(id)}, ${object(properties)})`,
    ...(isApart ? { apartIn: GLOBAL_REGION, helpers: [globalStackHelper] } : {}),
    properties: {
      scope: quote(global ? 'CLOUDFRONT' : 'REGIONAL'),
      defaultAction: '{ allow: {} }',
      visibilityConfig: visibility(id),
      rules: `[${[managedRule(id), ...(config.hasRateRule ? [rateRule(id, config)] : []), ...(config.blocksOversize ? [sizeRule(id, config)] : [])].join(', ')}]`,
      associationConfig:
        config.bodyLimit === '16'
          ? undefined
          : object({
              requestBody: object({
                [global ? 'CLOUDFRONT' : 'API_GATEWAY']: object({
                  defaultSizeInspectionLimit: quote(`KB_${config.bodyLimit}`),
                }),
              }),
            }),
    },
    ...(acl.outbound.length === 0 ? { impossible: `${name} protects nothing` } : {}),
    alarms: global ? globalAlarms(alarms(acl, context), context) : alarms(acl, context),
    widgets: [
      { title: name, left: [metric(acl, context, 'AllowedRequests'), metric(acl, context, 'BlockedRequests')] },
    ],
    checks: config.hasRateRule
      ? [
          {
            title: `${name} lets an address send ${config.rateLimit} requests in ${config.rateWindow} s`,
            on: `stack.${context.member(acl)}`,
            properties: {
              Rules: `expect.arrayContaining([expect.objectContaining({ Statement: { RateBasedStatement: expect.objectContaining(${object({ Limit: literal(config.rateLimit), EvaluationWindowSec: config.rateWindow })}) } })])`,
            },
          },
        ]
      : [],
    notes: [
      `${name} begins with AWS’s rule group ${COMMON_RULES}; the drawing has ${config.rules} ${config.rules === 1 ? 'rule' : 'rules'}: add yours in the stack that extends this one.`,
      ...(isApart
        ? [
            `${name} protects a distribution, and such web ACLs are in ${GLOBAL_REGION}: it has a stack of its own there, which is deployed first. Bootstrap that Region too.`,
          ]
        : []),
    ],
  };
}

/** Names of metrics are those of the account: with the stack’s name two stacks keep theirs apart. */
const visibility = (metricId: string): Code =>
  object({
    cloudWatchMetricsEnabled: 'true',
    metricName: `\`\${this.stackName}-${metricId}\``,
    sampledRequestsEnabled: 'true',
  });

/** AWS WAF’s metrics have the Region as a dimension, except of web ACLs for distributions (waf-metrics, 2026-11-23). */
function metric(acl: WebAcl, context: EmitContext, name: string, rule?: string): Code {
  const id = context.constructId(acl);
  const named = (metricId: string): Code => `\`\${design.stackName}-${metricId}\``;
  const dimensions = object({
    WebACL: named(id),
    Rule: rule === undefined ? quote('ALL') : named(rule),
    Region: isGlobal(acl) ? undefined : 'design.region',
  });
  const region = isGlobal(acl) && !isGlobalRegion(context) ? `, region: ${quote(GLOBAL_REGION)}` : '';
  return `new cloudwatch.Metric({ namespace: 'AWS/WAFV2', metricName: ${quote(name)}, dimensionsMap: ${dimensions}${region}, ...SUM })`;
}

function alarms(acl: WebAcl, context: EmitContext): readonly AlarmCode[] {
  const { name, config } = acl;
  const quota = limitOf(context, acl, REGIONAL);
  const counts = object({
    allowed: metric(acl, context, 'AllowedRequests'),
    blocked: metric(acl, context, 'BlockedRequests'),
  });
  return [
    ...(config.hasRateRule
      ? [
          lasting(
            'RateRuleBlocks',
            metric(acl, context, 'BlockedRequests', `${context.constructId(acl)}Rate`),
            'at least',
            1,
            `The rate rule of ${name} blocks an address: it sends more than ${grouped(config.rateLimit)} requests in ${config.rateWindow} s.`,
          ),
        ]
      : []),
    ...(quota === undefined
      ? []
      : [
          lasting(
            'NearQuota',
            `new cloudwatch.MathExpression({ label: 'Requests', expression: 'FILL(allowed, 0) + FILL(blocked, 0)', usingMetrics: ${counts}, period: MINUTE })`,
            'at least',
            Math.floor(quota.limit * NEAR_LIMIT * MINUTE),
            `${name} sees ${NEAR_LIMIT * 100} % of the ${grouped(quota.limit)} requests a second that a regional web ACL takes; the estimate is ${grouped(Math.round(quota.used))} a second at the drawn load.`,
          ),
        ]),
  ];
}

function managedRule(id: string): Code {
  return object({
    name: quote(COMMON_RULES),
    priority: '0',
    overrideAction: '{ none: {} }',
    statement: object({ managedRuleGroupStatement: object({ vendorName: quote('AWS'), name: quote(COMMON_RULES) }) }),
    visibilityConfig: visibility(`${id}Common`),
  });
}

function rateRule(id: string, { rateLimit, rateWindow }: WebAclConfig): Code {
  return object({
    name: quote('RequestsOfOneAddress'),
    priority: '1',
    action: '{ block: {} }',
    statement: object({
      rateBasedStatement: object({
        aggregateKeyType: quote('IP'),
        limit: literal(rateLimit),
        evaluationWindowSec: rateWindow,
      }),
    }),
    visibilityConfig: visibility(`${id}Rate`),
  });
}

/** Blocks a body that the rules cannot see whole. */
function sizeRule(id: string, { bodyLimit }: WebAclConfig): Code {
  return object({
    name: quote('LargeBodies'),
    priority: '2',
    action: '{ block: {} }',
    statement: object({
      sizeConstraintStatement: object({
        comparisonOperator: quote('GT'),
        size: literal(Number(bodyLimit) * 1024),
        fieldToMatch: "{ body: { oversizeHandling: 'MATCH' } }",
        textTransformations: "[{ priority: 0, type: 'NONE' }]",
      }),
    }),
    visibilityConfig: visibility(`${id}Size`),
  });
}

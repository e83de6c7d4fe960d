import type { EmitContext, ResourceCode } from '#shared/model/cdk';
import { type Code, literal, object, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import { isGlobal } from './attachment';
import type { WebAclConfig } from './config';

type WebAcl = Resource<WebAclConfig>;

/** Web ACLs of distributions are made here, wherever the distribution is deployed from. */
const GLOBAL_REGION = 'us-east-1';
/** AWS's own rule group for the common attacks; more belong into the stack that extends the exported one. */
const COMMON_RULES = 'AWSManagedRulesCommonRuleSet';

export function cdk(acl: WebAcl, context: EmitContext): ResourceCode {
  const { name, config } = acl;
  const id = context.constructId(acl);
  const global = isGlobal(acl);
  return {
    imports: { wafv2: 'aws-cdk-lib/aws-wafv2' },
    type: 'wafv2.CfnWebACL',
    create: (properties) => `new wafv2.CfnWebACL(this, ${quote(id)}, ${object(properties)})`,
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
    ...(global && context.account.region !== GLOBAL_REGION
      ? {
          impossible: `${name} protects a distribution: such a web ACL is made in ${GLOBAL_REGION}, and this app is in ${context.account.region}`,
        }
      : {}),
    checks: config.hasRateRule
      ? [
          {
            title: `${name} lets an address send ${config.rateLimit} requests in ${config.rateWindow} s`,
            type: 'AWS::WAFv2::WebACL',
            properties: {
              Rules: `Match.arrayWith([Match.objectLike({ Statement: { RateBasedStatement: Match.objectLike({ Limit: ${config.rateLimit} }) } })])`,
            },
          },
        ]
      : [],
    notes: [
      `${name} begins with AWS’s rule group ${COMMON_RULES}; the drawing has ${config.rules} ${config.rules === 1 ? 'rule' : 'rules'}: add yours in the stack that extends this one.`,
    ],
  };
}

const visibility = (metric: string): Code =>
  object({ cloudWatchMetricsEnabled: 'true', metricName: quote(metric), sampledRequestsEnabled: 'true' });

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

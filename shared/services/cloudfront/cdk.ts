import type { AlarmCode, EmitContext, NagAcknowledgement, ResourceCode } from '#shared/model/cdk';
import { GLOBAL_REGION, globalAlarms, isGlobalRegion, lasting, type Statistic } from '#shared/model/cdk-helpers';
import { type Code, durationCode, object, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import type { DistributionConfig } from './config';
import { planOf } from './plans';

type Distribution = Resource<DistributionConfig>;

/** What CloudFront does with errors of an origin by itself (as of 2026-11-23). */
const DEFAULT_ERROR_CACHING = 10;
const CACHED_ERRORS = [500, 502, 503, 504];
const SERVER_ERRORS_PERCENT = 1;

export function cdk(distribution: Distribution, context: EmitContext): ResourceCode {
  const { name, config, outbound } = distribution;
  const id = quote(context.constructId(distribution));
  const member = `this.${context.member(distribution)}`;
  return {
    imports: { cloudfront: 'aws-cdk-lib/aws-cloudfront' },
    type: 'cloudfront.Distribution',
    create: (properties) => `new cloudfront.Distribution(this, ${id}, ${object(properties)})`,
    properties: {
      comment: quote(`What ${context.folder(distribution)} serves.`),
      httpVersion: 'cloudfront.HttpVersion.HTTP2_AND_3',
      errorResponses:
        config.errorCaching === DEFAULT_ERROR_CACHING
          ? undefined
          : `[${CACHED_ERRORS.map((httpStatus) => object({ httpStatus: String(httpStatus), ttl: durationCode(config.errorCaching) })).join(', ')}]`,
    },
    statements: [`new CfnOutput(${member}, 'Domain', { value: ${member}.distributionDomainName });`],
    ...(outbound.length === 0 ? { impossible: `${name} has no origin: a distribution cannot be without one` } : {}),
    checks:
      config.errorCaching === DEFAULT_ERROR_CACHING
        ? []
        : [
            {
              title: `${name} caches errors for ${config.errorCaching} s`,
              type: 'AWS::CloudFront::Distribution',
              properties: {
                DistributionConfig: `Match.objectLike({ CustomErrorResponses: Match.arrayWith([Match.objectLike({ ErrorCode: 503, ErrorCachingMinTTL: ${config.errorCaching} })]) })`,
              },
            },
          ],
    acknowledgements: acknowledgements(distribution, context),
    alarms: globalAlarms(alarms(distribution, context), context),
    widgets: [
      {
        title: name,
        left: [metric(distribution, context, 'Requests', 'SUM')],
        right: [metric(distribution, context, '5xxErrorRate', 'AVERAGE')],
      },
    ],
    notes: [
      `The output Domain of ${name} is where viewers reach it. Give it a domain name and a certificate of your own in the stack that extends this one.`,
      ...(planOf(config.plan).meter === undefined
        ? []
        : [
            `${name} is drawn with the flat-rate plan ${planOf(config.plan).label}: choose it for the distribution in CloudFront’s console once it is deployed.`,
          ]),
      ...(isGlobalRegion(context)
        ? []
        : [
            `CloudFront’s metrics are in ${GLOBAL_REGION} only: the alarms on ${name} have a stack of their own there, which is deployed last. Bootstrap that Region too.`,
          ]),
    ],
  };
}

/**
 * The CDK’s own methods leave out the dimension Region, without which CloudFront has no such metric
 * (https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html, 2026-11-27).
 */
function metric(distribution: Distribution, context: EmitContext, name: string, statistic: Statistic): Code {
  const dimensions = `{ DistributionId: design.${context.member(distribution)}.distributionId, Region: 'Global' }`;
  const region = isGlobalRegion(context) ? '' : `, region: ${quote(GLOBAL_REGION)}`;
  return `new cloudwatch.Metric({ namespace: 'AWS/CloudFront', metricName: ${quote(name)}, dimensionsMap: ${dimensions}${region}, ...${statistic} })`;
}

function alarms(distribution: Distribution, context: EmitContext): readonly AlarmCode[] {
  return [
    lasting(
      'ServerErrors',
      metric(distribution, context, '5xxErrorRate', 'AVERAGE'),
      'above',
      SERVER_ERRORS_PERCENT,
      `More than ${SERVER_ERRORS_PERCENT} % of the answers of ${distribution.name} are 5xx: its origin fails, takes too long or is throttled.`,
    ),
  ];
}

function acknowledgements(distribution: Distribution, context: EmitContext): readonly NagAcknowledgement[] {
  const { name } = distribution;
  const on = `this.${context.member(distribution)}`;
  return [
    { rule: 'AwsSolutions-CFR1', reason: `The drawing lets viewers of all countries reach ${name}.`, on },
    ...(distribution.inbound.some(({ from }) => from.contract === 'filter')
      ? []
      : [{ rule: 'AwsSolutions-CFR2', reason: `${name} is drawn without a web ACL.`, on }]),
    { rule: 'AwsSolutions-CFR3', reason: `The drawing has no access logs of ${name}.`, on },
    {
      rule: 'AwsSolutions-CFR4',
      reason: `${name} has CloudFront’s own domain name, whose certificate sets the TLS version, until it is given one of its own.`,
      on,
    },
  ];
}

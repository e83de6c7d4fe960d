import type { AlarmCode, EmitContext, NagAcknowledgement, ResourceCode, WidgetCode } from '#shared/model/cdk';
import { groupHelper, keyHelper, lasting, limitOf, NEAR_LIMIT, removalSetting } from '#shared/model/cdk-helpers';
import { type Code, durationCode, object, type Properties, quote } from '#shared/model/code';
import { grouped } from '#shared/model/figures';
import type { Resource } from '#shared/model/graph';
import type { BucketConfig } from './config';
import { tells } from './notifications';

const DAY = 86_400;
const MINUTE = 60;

/** Request metrics are charged: they are for buckets of which a tenth of what the prefixes take is used. */
const WORTH_WATCHING = 0.1;
/** Id of the request metrics of all objects. */
const ALL_OBJECTS = 'EntireBucket';

/** Construct of the function by which the CDK sets notifications; one a stack. */
const NOTIFICATIONS_HANDLER = 'BucketNotificationsHandler050a0587b7544547bf325f094a3db834';

type Bucket = Resource<BucketConfig>;

export function cdk(bucket: Bucket, context: EmitContext): ResourceCode {
  const { config } = bucket;
  const id = quote(context.constructId(bucket));
  return {
    imports: { s3: 'aws-cdk-lib/aws-s3' },
    type: 's3.Bucket',
    // With the policy that asks for TLS.
    templateResources: 2,
    create: (all) => `new s3.Bucket(this, ${id}, ${object(all)})`,
    properties: properties(bucket, id, context),
    helpers: config.encryption === 'kms' ? [groupHelper, keyHelper] : [],
    settings: [removalSetting],
    checks: [
      {
        title: `nobody outside reads ${bucket.name}${config.versioned ? ', and it keeps earlier versions' : ''}`,
        on: `stack.${context.member(bucket)}`,
        properties: {
          PublicAccessBlockConfiguration: object({ BlockPublicAcls: 'true', RestrictPublicBuckets: 'true' }),
          VersioningConfiguration: config.versioned ? object({ Status: quote('Enabled') }) : undefined,
        },
      },
    ],
    acknowledgements: acknowledgements(bucket, context),
    alarms: alarms(bucket, context),
    widgets: widgets(bucket, context),
  };
}

function properties({ config, ...bucket }: Bucket, id: Code, context: EmitContext): Properties {
  const isKms = config.encryption === 'kms';
  return {
    versioned: config.versioned ? 'true' : undefined,
    encryption: `s3.BucketEncryption.${isKms ? 'KMS' : 'S3_MANAGED'}`,
    encryptionKey: isKms ? `this.#encryptionKey(${id}, removalPolicy)` : undefined,
    bucketKeyEnabled: isKms ? 'true' : undefined,
    blockPublicAccess: 's3.BlockPublicAccess.BLOCK_ALL',
    enforceSSL: 'true',
    lifecycleRules: `[${lifecycle(config)}]`,
    metrics: isWatched({ config, ...bucket }, context) ? `[{ id: ${quote(ALL_OBJECTS)} }]` : undefined,
    removalPolicy: 'removalPolicy',
  };
}

/** Parts of uploads that were given up are charged until a rule deletes them. */
function lifecycle({ expiration, versioned, noncurrentExpiration }: BucketConfig): Code {
  const days = (time: number | undefined): Code | undefined =>
    time === undefined ? undefined : durationCode(Math.ceil(time / DAY) * DAY);
  return object({
    expiration: days(expiration),
    noncurrentVersionExpiration: versioned ? days(noncurrentExpiration) : undefined,
    abortIncompleteMultipartUploadAfter: durationCode(7 * DAY),
  });
}

function acknowledgements(bucket: Bucket, context: EmitContext): readonly NagAcknowledgement[] {
  return [
    {
      rule: 'AwsSolutions-S1',
      reason: `No bucket for access logs of ${bucket.name} is drawn: data events of CloudTrail tell the same.`,
      on: `this.${context.member(bucket)}`,
    },
    ...(tells(bucket)
      ? [
          {
            rule: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
            reason: 'The CDK’s own function that sets notifications writes its log.',
            on: `this.node.findChild(${quote(NOTIFICATIONS_HANDLER)})`,
          },
        ]
      : []),
  ];
}

function limits(bucket: Bucket, context: EmitContext) {
  return ['s3/prefix-writes', 's3/prefix-reads'].flatMap((id) => limitOf(context, bucket, id) ?? []);
}

function isWatched(bucket: Bucket, context: EmitContext): boolean {
  return limits(bucket, context).some(({ used, limit }) => used >= limit * WORTH_WATCHING);
}

function requestMetric(name: string, bucket: Bucket, context: EmitContext): Code {
  return `new cloudwatch.Metric(${object({
    namespace: quote('AWS/S3'),
    metricName: quote(name),
    dimensionsMap: object({
      BucketName: `design.${context.member(bucket)}.bucketName`,
      FilterId: quote(ALL_OBJECTS),
    }),
  }).slice(0, -1)} ...SUM })`;
}

const NEAR = [
  { limit: 's3/prefix-writes', metric: 'PutRequests', id: 'WritesNearLimit', noun: 'writes' },
  { limit: 's3/prefix-reads', metric: 'GetRequests', id: 'ReadsNearLimit', noun: 'reads' },
] as const;

function alarms(bucket: Bucket, context: EmitContext): readonly AlarmCode[] {
  if (!isWatched(bucket, context)) return [];
  return [
    lasting(
      'Refused',
      requestMetric('5xxErrors', bucket, context),
      'at least',
      1,
      `${bucket.name} answers 503: a prefix takes no more until S3 has split it. Spread the keys over more prefixes.`,
    ),
    ...NEAR.flatMap(({ limit: limitId, metric, id, noun }) => {
      const limit = limitOf(context, bucket, limitId);
      if (!limit || limit.used < limit.limit * WORTH_WATCHING) return [];
      return [
        lasting(
          id,
          requestMetric(metric, bucket, context),
          'at least',
          Math.floor(limit.limit * NEAR_LIMIT * MINUTE),
          `${NEAR_LIMIT * 100} % of the ${grouped(limit.limit)} ${noun} a second that the prefixes of ${bucket.name} take at least; the estimate is ${grouped(Math.round(limit.used))} a second at the drawn load.`,
        ),
      ];
    }),
  ];
}

function widgets(bucket: Bucket, context: EmitContext): readonly WidgetCode[] {
  if (!isWatched(bucket, context)) return [];
  return [
    {
      title: bucket.name,
      left: [requestMetric('PutRequests', bucket, context), requestMetric('GetRequests', bucket, context)],
      right: [requestMetric('5xxErrors', bucket, context)],
    },
  ];
}

/** What a delivery stream needs of its ends in an exported CDK app. Its own construct states the destination. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { allowInvokeHelper, allowObjects } from '#shared/model/cdk-helpers';
import type { Contract } from '#shared/model/contract';
import type { Connection } from '#shared/model/graph';
import type {
  BucketDestinationConfig,
  EndpointDestinationConfig,
  FailedRecordsConfig,
  TransformationConfig,
} from './destination-config';
import { transformationHandler } from './handler';

/** Source: https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html, 2026-11-23. */
const allowDelivery: Helper = {
  name: 'allowDelivery',
  kind: 'method',
  imports: { firehose: 'aws-cdk-lib/aws-kinesisfirehose', iam: 'aws-cdk-lib/aws-iam', s3: 'aws-cdk-lib/aws-s3' },
  code: `
    /** What Firehose asks of a bucket beside writing its objects. */
    #allowDelivery(bucket: s3.Bucket, stream: firehose.DeliveryStream): void {
      const actions = ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'];
      iam.Grant.addToPrincipal({ grantee: stream, actions, resourceArns: [bucket.bucketArn] });
    }`,
};
const WRITES = ['s3:PutObject', 's3:AbortMultipartUpload'] as const;

type From<C, To extends Contract> = Connection<C, 'deliver-batches', To>;

export const wiring = {
  streamSource({ from, to }: Connection<Record<string, unknown>, 'read-shards', 'collect-records'>): ConnectionCode {
    return { references: [{ holder: to.resource.id, target: from.resource.id, by: 'property' }] };
  },
  transformation(connection: From<TransformationConfig, 'invoke'>, context: EmitContext): ConnectionCode {
    const { from, to } = connection;
    if (context.circle(connection) !== 'none') {
      return {
        impossible: `${to.resource.name} transforms for ${from.resource.name} and sends records there again: neither can be created before the other, so put what it makes on another stream`,
      };
    }
    return {
      references: [{ holder: from.resource.id, target: to.resource.id, by: 'property' }],
      statements: [
        `this.${context.member(from.resource)}.grantPrincipal.addToPrincipalPolicy(this.#allowInvoke(${context.target(to.resource)}));`,
      ],
      helpers: [allowInvokeHelper],
      invocation: { form: 'transformation', handler: transformationHandler },
    };
  },
  bucketDestination(connection: From<BucketDestinationConfig, 'keep-objects'>, context: EmitContext): ConnectionCode {
    const { keyPrefix, errorPrefix, format } = connection.config;
    const { name } = connection.from.resource;
    return {
      ...intoBucket(connection, [keyPrefix, errorPrefix], context),
      notes:
        format === 'none'
          ? []
          : [
              `The drawing converts the records of ${name} to ${format === 'ORC' ? 'ORC' : 'Parquet'}: give its destination the schema of a table in AWS Glue in the stack that extends this one. Until then objects hold JSON.`,
            ],
    };
  },
  endpointDestination({ from, to, config: { secret } }: From<EndpointDestinationConfig, 'http'>): ConnectionCode {
    return {
      notes: [
        `${to.resource.name} has to take the requests of Firehose: their form, and the acknowledgement that it waits for, are at https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html.`,
        ...(secret.trim() === ''
          ? []
          : [
              `Before the first deployment, put the access key of ${to.resource.name} into the secret ${secret.trim()} in Secrets Manager, as {"api_key": "…"}: ${from.resource.name} sends it.`,
            ]),
      ],
    };
  },
  failedRecords: (connection: From<FailedRecordsConfig, 'keep-objects'>, context: EmitContext): ConnectionCode =>
    intoBucket(connection, [connection.config.keyPrefix], context),
};

function intoBucket(connection: Connection, prefixes: readonly string[], context: EmitContext): ConnectionCode {
  const { from, to } = connection;
  const [stream, bucket] = [context.member(from.resource), context.member(to.resource)];
  const objects = apart(prefixes).flatMap((prefix) =>
    WRITES.map((action) => allowObjects(connection, action, prefix, context)),
  );
  return {
    references: [{ holder: from.resource.id, target: to.resource.id, by: 'property' }],
    statements: [`this.#allowDelivery(this.${bucket}, this.${stream});`, ...objects.map(({ statement }) => statement)],
    helpers: [allowDelivery, ...objects.flatMap(({ helpers }) => helpers)],
  };
}

/** An empty prefix includes all others. */
const apart = (prefixes: readonly string[]): readonly string[] =>
  prefixes.includes('') ? [''] : [...new Set(prefixes)];

/** What a delivery stream needs of its ends in an exported CDK app. Its own construct states the destination. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { allowInvokeHelper, allowObjectsHelper } from '#shared/model/cdk-helpers';
import { type Code, quote } from '#shared/model/code';
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
    /** What Firehose asks for to write objects with these keys, and nothing else of the bucket. */
    #allowDelivery(bucket: s3.Bucket, stream: firehose.DeliveryStream, keys: readonly string[]): void {
      const actions = ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'];
      iam.Grant.addToPrincipal({ grantee: stream, actions, resourceArns: [bucket.bucketArn] });
      for (const each of keys) {
        this.#allowObjects(bucket, stream, each, 's3:PutObject');
        this.#allowObjects(bucket, stream, each, 's3:AbortMultipartUpload');
      }
    }`,
};

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

function intoBucket({ from, to }: Connection, prefixes: readonly string[], context: EmitContext): ConnectionCode {
  const [stream, bucket] = [context.member(from.resource), context.member(to.resource)];
  return {
    references: [{ holder: from.resource.id, target: to.resource.id, by: 'property' }],
    statements: [`this.#allowDelivery(this.${bucket}, this.${stream}, [${keysOf(prefixes).join(', ')}]);`],
    helpers: [allowDelivery, allowObjectsHelper],
  };
}

/** An empty prefix includes all others. */
function keysOf(prefixes: readonly string[]): readonly Code[] {
  if (prefixes.includes('')) return [quote('*')];
  return [...new Set(prefixes)].map((prefix) => quote(`${prefix}*`));
}

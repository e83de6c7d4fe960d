/** Where flows write to and read from in an exported CDK app. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { object, quote } from '#shared/model/code';
import type { Connection, Resource } from '#shared/model/graph';
import type { BucketDestinationConfig, BucketSourceConfig } from './destination-config';

/** What AppFlow may do at a bucket: https://docs.aws.amazon.com/appflow/latest/userguide/s3.html, 2026-11-23. */
const allowFlow: Helper = {
  name: 'allowFlow',
  kind: 'method',
  imports: { appflow: 'aws-cdk-lib/aws-appflow', iam: 'aws-cdk-lib/aws-iam', s3: 'aws-cdk-lib/aws-s3' },
  code: `
    /** Lets flows of this account write to or read from a bucket, and use the bucket's key where it has one. */
    #allowFlow(bucket: s3.Bucket, flow: appflow.CfnFlow, does: 'write' | 'read'): void {
      const principals = [new iam.ServicePrincipal('appflow.amazonaws.com')];
      const conditions = { StringEquals: { 'aws:SourceAccount': this.account } };
      const actions =
        does === 'write'
          ? [
              's3:PutObject',
              's3:AbortMultipartUpload',
              's3:ListMultipartUploadParts',
              's3:ListBucketMultipartUploads',
              's3:GetBucketAcl',
              's3:PutObjectAcl',
            ]
          : ['s3:GetObject', 's3:ListBucket'];
      const resources = [bucket.bucketArn, bucket.arnForObjects('*')];
      bucket.addToResourcePolicy(new iam.PolicyStatement({ principals, actions, resources, conditions }));
      const keyActions = does === 'write' ? ['kms:GenerateDataKey', 'kms:Decrypt'] : ['kms:Decrypt'];
      bucket.encryptionKey?.addToResourcePolicy(
        new iam.PolicyStatement({ principals, actions: keyActions, resources: ['*'], conditions }),
      );
      // AppFlow looks whether it may when the flow is made.
      if (bucket.policy) flow.node.addDependency(bucket.policy);
    }`,
};

export const wiring = {
  bucketDestination(
    connection: Connection<BucketDestinationConfig, 'transfer', 'keep-objects'>,
    context: EmitContext,
  ): ConnectionCode {
    const { config, from, to } = connection;
    const { fileType, keyPrefix, filesPerRun } = config;
    const properties = object({
      bucketName: `this.${context.member(to.resource)}.bucketName`,
      bucketPrefix: keyPrefix === '' ? undefined : quote(keyPrefix.replace(/\/$/, '')),
      s3OutputFormatConfig: object({
        fileType: quote(fileType),
        aggregationConfig: object({ aggregationType: quote(filesPerRun === 1 ? 'SingleFile' : 'None') }),
      }),
    });
    return {
      ...between(from.resource, to.resource, 'write', context),
      properties: {
        [from.resource.id]: {
          destinationFlowConfigList: `[${object({
            connectorType: quote('S3'),
            destinationConnectorProperties: object({ s3: properties }),
          })}]`,
        },
      },
    };
  },
  bucketSource(
    connection: Connection<BucketSourceConfig, 'transfer', 'keep-objects'>,
    context: EmitContext,
  ): ConnectionCode {
    const { config, from, to } = connection;
    const folder = config.keyPrefix.replace(/\/$/, '');
    if (folder === '') return { impossible: `${from.resource.name} reads no folder of ${to.resource.name}` };
    return {
      ...between(from.resource, to.resource, 'read', context),
      properties: {
        [from.resource.id]: {
          sourceFlowConfig: object({
            connectorType: quote('S3'),
            sourceConnectorProperties: object({
              s3: object({
                bucketName: `this.${context.member(to.resource)}.bucketName`,
                bucketPrefix: quote(folder),
                s3InputFormatConfig: object({ s3InputFileType: quote(config.fileType) }),
              }),
            }),
          }),
        },
      },
    };
  },
  /** AppFlow makes the partner event source with the flow, and activates a flow whose source has its bus, no other. */
  busDestination(
    { from, to }: Connection<Record<string, unknown>, 'transfer', 'put-events'>,
    context: EmitContext,
  ): ConnectionCode {
    const source = to.terms.partnerSource ?? '';
    if (source === '') return { impossible: `${to.resource.name} has no partner event source` };
    const [flow, bus] = [from.resource, to.resource];
    return {
      references: [{ holder: bus.id, target: flow.id, by: 'property' }],
      statements: [`this.${context.member(bus)}.node.addDependency(this.${context.member(flow)});`],
      notes: [
        `${flow.name} is deployed as a draft that moves nothing: with it AppFlow makes the partner event source ${source}, for which the stack then makes ${bus.name}, the event bus of the same name, which must not be there yet. Activate ${flow.name} after the deployment, in AppFlow or with aws appflow start-flow.`,
      ],
      properties: {
        [from.resource.id]: {
          destinationFlowConfigList: `[${object({
            connectorType: quote('EventBridge'),
            destinationConnectorProperties: object({ eventBridge: object({ object: quote(source) }) }),
          })}]`,
        },
      },
    };
  },
  /** AppFlow sends them anyway; the rules of the bus choose. */
  statusEvents: (): ConnectionCode => ({}),
};

function between(flow: Resource, bucket: Resource, does: 'write' | 'read', context: EmitContext): ConnectionCode {
  const [member, its] = [context.member(flow), context.member(bucket)];
  return {
    helpers: [allowFlow],
    references: [{ holder: flow.id, target: bucket.id, by: 'property' }],
    statements: [`this.#allowFlow(this.${its}, this.${member}, ${quote(does)});`],
  };
}

/** Tables and buckets, with the policies of who may use them, and keys. */
import type { Connection, Resource } from '#shared/model/graph';
import type { TemplateReader } from '../wiring/reader';
import { ACCOUNT, anyOrder, type Entry, joined, when } from './entry';
import { type Grant, overTls, policy, service } from './grants';

const hash = (name: string) => [{ AttributeName: name, KeyType: 'HASH' }];
const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' });

export function table(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config, outbound } = drawn;
  const { id } = reader.main(drawn);
  const isProvisioned = config['mode'] === 'provisioned';
  const indexes = Array.from({ length: Number(config['globalIndexes']) }, (_, at) => at + 1);
  const isRead = outbound.some(({ from }) => from.contract === 'read-shards');
  const writes = when(isProvisioned, fixedWrites(config['writeCapacity']));
  const reads = when(isProvisioned, { ReadCapacityUnits: config['readCapacity'] });
  const key = reader.keyArn(drawn);
  const { warmWrites, warmReads } = config;
  return [
    {
      of: drawn.id,
      type: 'AWS::DynamoDB::GlobalTable',
      is: (resource) => resource.id === id,
      kept: 'Retain',
      properties: {
        KeySchema: hash('id'),
        AttributeDefinitions: [text('id'), ...indexes.map((at) => text(`index${at}`))],
        BillingMode: isProvisioned ? 'PROVISIONED' : 'PAY_PER_REQUEST',
        WriteProvisionedThroughputSettings: writes,
        GlobalSecondaryIndexes: when(
          indexes.length > 0,
          indexes.map((at) => ({
            IndexName: `index-${at}`,
            KeySchema: hash(`index${at}`),
            Projection: { ProjectionType: 'ALL' },
            WriteProvisionedThroughputSettings: writes,
          })),
        ),
        StreamSpecification: when(isRead, { StreamViewType: config['streamView'] }),
        TimeToLiveSpecification: when(config['timeToLive'] !== undefined, {
          AttributeName: 'expiresAt',
          Enabled: true,
        }),
        WarmThroughput: when(!isProvisioned && (warmWrites ?? warmReads) !== undefined, {
          WriteUnitsPerSecond: warmWrites,
          ReadUnitsPerSecond: warmReads,
        }),
        SSESpecification: when(config['encryption'] !== 'owned', { SSEEnabled: true, SSEType: 'KMS' }),
        Replicas: [
          {
            Region: reader.graph.account.region,
            PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: config['pointInTimeRecovery'] },
            ReadProvisionedThroughputSettings: reads,
            GlobalSecondaryIndexes: when(
              indexes.length > 0,
              indexes.map((at) => ({ IndexName: `index-${at}`, ReadProvisionedThroughputSettings: reads })),
            ),
            SSESpecification: key === undefined ? undefined : { KMSMasterKeyId: key },
          },
        ],
      },
    },
  ];
}

/** A range of equal ends: the capacity that is drawn. */
const fixedWrites = (units: unknown) => ({
  WriteCapacityAutoScalingSettings: {
    MinCapacity: units,
    MaxCapacity: units,
    TargetTrackingScalingPolicyConfiguration: { TargetValue: 70 },
  },
});

/** Where functions keep the keys of what they have done: each key until it expires. */
export function keysTable(reader: TemplateReader, fn: Resource): Entry {
  return {
    of: `what ${fn.id} has done`,
    type: 'AWS::DynamoDB::GlobalTable',
    is: ({ id }) => reader.under(fn).some((each) => each.id === id),
    kept: 'Delete',
    properties: {
      KeySchema: hash('id'),
      AttributeDefinitions: [text('id')],
      BillingMode: 'PAY_PER_REQUEST',
      TimeToLiveSpecification: { AttributeName: 'expiration', Enabled: true },
      Replicas: [{ Region: reader.graph.account.region }],
    },
  };
}

const days = (seconds: unknown): number | undefined =>
  seconds === undefined ? undefined : Math.ceil(Number(seconds) / 86_400);

export function bucket(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const { config } = drawn;
  const { id } = reader.main(drawn);
  const key = reader.keyArn(drawn);
  const noncurrent = when(config['versioned'] === true, days(config['noncurrentExpiration']));
  const its = [reader.arn(drawn), joined(reader.arn(drawn), '/*')];
  return [
    {
      of: drawn.id,
      type: 'AWS::S3::Bucket',
      is: (resource) => resource.id === id,
      kept: 'Retain',
      properties: {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            key === undefined
              ? { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }
              : {
                  BucketKeyEnabled: true,
                  ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key },
                },
          ],
        },
        LifecycleConfiguration: {
          Rules: [
            {
              Status: 'Enabled',
              AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
              ExpirationInDays: days(config['expiration']),
              NoncurrentVersionExpiration: noncurrent === undefined ? undefined : { NoncurrentDays: noncurrent },
            },
          ],
        },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        VersioningConfiguration: when(config['versioned'] === true, { Status: 'Enabled' }),
      },
    },
    {
      of: drawn.id,
      type: 'AWS::S3::BucketPolicy',
      is: ({ Properties = {} }) => JSON.stringify(Properties['Bucket']).includes(`"${id}"`),
      properties: {
        Bucket: { Ref: id },
        PolicyDocument: policy(
          overTls({ AWS: '*' }, 's3:*', ...its),
          ...drawn.inbound.flatMap((each) => usingObjects(each, reader, its)),
        ),
      },
    },
    ...notifications(drawn, reader),
  ];
}

/** https://docs.aws.amazon.com/appflow/latest/userguide/s3-policies-management.html, 2026-11-23. */
const WRITES_FLOW = [
  's3:PutObject',
  's3:AbortMultipartUpload',
  's3:ListMultipartUploadParts',
  's3:ListBucketMultipartUploads',
  's3:GetBucketAcl',
  's3:PutObjectAcl',
];

function usingObjects(
  { kind, from, to }: Connection,
  reader: TemplateReader,
  its: readonly unknown[],
): readonly Grant[] {
  const flow = { who: service('appflow'), on: its, when: { StringEquals: { 'aws:SourceAccount': ACCOUNT } } };
  if (kind.id === 'appflow/bucket-destination') return [{ ...flow, actions: WRITES_FLOW }];
  if (kind.id === 'appflow/bucket-source') return [{ ...flow, actions: ['s3:GetObject', 's3:ListBucket'] }];
  if (kind.id !== 'cloudfront/bucket-origin') return [];
  return [
    {
      who: service('cloudfront'),
      actions: ['s3:GetObject'],
      on: [joined(reader.arn(to.resource), '/*')],
      when: { StringEquals: { 'AWS:SourceArn': distributionArn(reader, from.resource) } },
    },
  ];
}

/** A distribution belongs to no Region. */
export const distributionArn = (reader: TemplateReader, distribution: Resource): unknown =>
  joined('arn:', { Ref: 'AWS::Partition' }, ':cloudfront::', ACCOUNT, ':distribution/', reader.ref(distribution));

/** Whom a bucket tells of its objects, once all of them let it. */
function notifications(drawn: Resource, reader: TemplateReader): readonly Entry[] {
  const told = drawn.outbound.filter(({ from }) => from.contract === 'notify');
  if (told.length === 0) return [];
  const to = (name: string, contract: string, arn: (resource: Resource) => unknown) => {
    const all = told.filter((each) => each.to.contract === contract);
    return when(
      all.length > 0,
      anyOrder(
        all.map(({ config, to: { resource } }) => ({
          Events: [`s3:Object${config['event'] === 'removed' ? 'Removed' : 'Created'}:*`],
          Filter: filter(config),
          [`${name}Arn`]: arn(resource),
        })),
      ),
    );
  };
  const permissions = told.flatMap(({ to: end }) =>
    reader.resources.filter(
      ({ Type, Properties = {} }) =>
        (Type === 'AWS::Lambda::Permission' &&
          Properties['Principal'] === 's3.amazonaws.com' &&
          JSON.stringify(Properties['SourceArn']) === JSON.stringify(reader.arn(drawn))) ||
        (/^AWS::(SQS::Queue|SNS::Topic)Policy$/.test(Type) &&
          JSON.stringify(Properties['Queues'] ?? Properties['Topics']).includes(`"${reader.main(end.resource).id}"`)),
    ),
  );
  return [
    {
      of: drawn.id,
      type: 'Custom::S3BucketNotifications',
      is: ({ Properties = {} }) => JSON.stringify(Properties['BucketName']) === JSON.stringify(reader.ref(drawn)),
      after: permissions.map(({ id }) => id),
      properties: {
        ServiceToken: { 'Fn::GetAtt': [handlerOf(reader), 'Arn'] },
        BucketName: reader.ref(drawn),
        Managed: true,
        SkipDestinationValidation: false,
        NotificationConfiguration: {
          LambdaFunctionConfigurations: to('LambdaFunction', 'invoke', (resource) => reader.callableArn(resource)),
          QueueConfigurations: to('Queue', 'enqueue', (resource) => reader.arn(resource)),
          TopicConfigurations: to('Topic', 'publish', (resource) => reader.ref(resource)),
          EventBridgeConfiguration: when(
            told.some(({ kind }) => kind.id === 's3/bus-notification'),
            {},
          ),
        },
      },
    },
  ];
}

/** The CDK's function that sets notifications: CloudFormation would wait in a circle. */
export function handlerOf({ resources }: TemplateReader): string {
  return resources.find(({ Type, id }) => Type === 'AWS::Lambda::Function' && id.startsWith('BucketNotif'))?.id ?? '';
}

function filter({ prefix, suffix }: Connection['config']): unknown {
  const rules = Object.entries({ prefix, suffix }).filter(([, value]) => value !== '');
  return when(rules.length > 0, {
    Key: { FilterRules: anyOrder(rules.map(([name, value]) => ({ Name: name, Value: value }))) },
  });
}

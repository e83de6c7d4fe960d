/** Keys of encrypted resources: whoever uses what is encrypted may use its key, and nobody else. */
import type { Connection, Resource } from '#shared/model/graph';
import { mentions } from '../policies';
import type { TemplateReader } from '../wiring/reader';
import { ACCOUNT, type Entry, joined } from './entry';
import { type Grant, policy, service, stated } from './grants';

/**
 * What a key must allow to who reads and writes: the developer guides of SQS (key management), SNS (key management),
 * Kinesis (server-side encryption), DynamoDB (encryption at rest) and S3 (permissions for SSE-KMS), 2026-11-27.
 */
const NEEDS: Readonly<Record<string, Readonly<Record<'read' | 'write', readonly string[]>>>> = {
  sqs: { read: ['Decrypt'], write: ['GenerateDataKey', 'Decrypt'] },
  sns: { read: ['Decrypt'], write: ['GenerateDataKey', 'Decrypt'] },
  kinesis: { read: ['Decrypt'], write: ['GenerateDataKey'] },
  dynamodb: { read: ['Decrypt'], write: ['Decrypt', 'Encrypt', 'GenerateDataKey', 'ReEncrypt'] },
  s3: { read: ['Decrypt'], write: ['GenerateDataKey'] },
};

/** Of these, grants of the CDK give some more than are needed. */
const HARMLESS = /^kms:(Decrypt|DescribeKey|Encrypt|GenerateDataKey\*?|ReEncrypt\*)$/;

type Access = 'read' | 'write';

interface Needed {
  /** Logical id of the role or managed policy, or name of the AWS service that needs the key itself. */
  readonly who: string;
  readonly of: Resource;
  readonly access: Access;
}

/** One permission that a policy states, and where. */
interface Held {
  readonly who: string;
  readonly key: unknown;
  readonly action: string;
}

/** Services that come by their own name and not by a role. */
const BY_NAME: Readonly<Record<string, string>> = {
  'sns/queue-subscription': 'sns',
  'sns/subscription-dead-letter': 'sns',
  's3/queue-notification': 's3',
  's3/topic-notification': 's3',
  'eventbridge/queue-target': 'events',
  'eventbridge/topic-target': 'events',
  'eventbridge/target-dead-letter': 'events',
  'appflow/bucket-destination': 'appflow',
  'appflow/bucket-source': 'appflow',
  'cloudfront/bucket-origin': 'cloudfront',
};

const serviceOf = ({ kind }: Connection): string | undefined => BY_NAME[kind.id];

/** What the connections need of keys: of what they lead to, and of what they are polled from. */
function neededBy(connection: Connection, who: string): readonly Needed[] {
  const { kind, from, to, config } = connection;
  // Who only deletes objects needs no key.
  if (to.contract === 'keep-objects' && (config['operation'] === 'delete' || config['method'] === 'DELETE')) return [];
  if (from.contract === 'poll-queue' || from.contract === 'read-shards')
    return [{ who, of: from.resource, access: 'read' }];
  const access =
    kind.accesses(config)?.does ??
    (kind.id === 'cloudfront/bucket-origin' || kind.id === 'appflow/bucket-source' ? 'read' : 'write');
  return [{ who, of: to.resource, access }];
}

export type RoleOf = (connection: Connection) => readonly string[];

/** Sentences on roles and services that may not use a key that they need, or may use one that they do not. */
export function keyFaults(reader: TemplateReader, rolesOf: RoleOf): readonly string[] {
  const needed = reader.graph.connections.flatMap((connection) =>
    [...rolesOf(connection), ...(serviceOf(connection) === undefined ? [] : [serviceOf(connection) ?? ''])].flatMap(
      (who) => neededBy(connection, who).filter(({ of }) => reader.keyArn(of) !== undefined),
    ),
  );
  const held = heldBy(reader);
  const isOf = ({ of }: Needed, { key }: Held): boolean => JSON.stringify(reader.keyArn(of)) === JSON.stringify(key);
  const lacking = needed.flatMap((need) =>
    (NEEDS[need.of.service.id]?.[need.access] ?? [])
      .filter(
        (name) =>
          !held.some(
            (each) => each.who === need.who && isOf(need, each) && each.action.replace(/\*$/, '') === `kms:${name}`,
          ),
      )
      .map((name) => `${need.who} may not kms:${name} with the key of ${need.of.id}`),
  );
  const beyond = held.filter(
    (each) => !HARMLESS.test(each.action) || !needed.some((need) => need.who === each.who && isOf(need, each)),
  );
  return [
    ...lacking,
    ...beyond.map(
      ({ who, action, key }) => `${who} may ${action} with ${JSON.stringify(key)}, which nothing drawn needs`,
    ),
  ];
}

function heldBy(reader: TemplateReader): readonly Held[] {
  return reader.resources.flatMap(({ id, Type, Properties = {} }) => {
    const parsed = (document: unknown) =>
      stated(document).map((each) => JSON.parse(each) as Readonly<Record<string, unknown>>);
    const isAllowed = ({ effect, action }: Readonly<Record<string, unknown>>) =>
      effect === 'Allow' && String(action).startsWith('kms:');
    if (Type === 'AWS::KMS::Key') {
      return parsed(Properties['KeyPolicy'])
        .filter(isAllowed)
        .flatMap(({ who, action }) => {
          const { Service: name } = (who ?? {}) as { readonly Service?: string };
          return name === undefined
            ? []
            : [{ who: name.replace('.amazonaws.com', ''), key: { 'Fn::GetAtt': [id, 'Arn'] }, action: String(action) }];
        });
    }
    if (Type !== 'AWS::IAM::Policy' && Type !== 'AWS::IAM::ManagedPolicy') return [];
    const holders =
      Type === 'AWS::IAM::ManagedPolicy'
        ? [id]
        : ([Properties['Roles'] ?? []].flat() as readonly { readonly Ref?: string }[]).map(({ Ref }) => Ref ?? '');
    return holders.flatMap((who) =>
      parsed(Properties['PolicyDocument'])
        .filter(isAllowed)
        .map(({ action, on }) => ({ who, key: on, action: String(action) })),
    );
  });
}

/** The key of each resource that is drawn with one, which its own account may manage, and the services that use it. */
export function keyEntries(reader: TemplateReader): readonly Entry[] {
  return reader.graph.resources
    .filter((drawn) => reader.keyArn(drawn) !== undefined && drawn.service.id in NEEDS)
    .map((drawn) => ({
      of: `the key of ${drawn.id}`,
      type: 'AWS::KMS::Key',
      is: ({ id }) => mentions(reader.keyArn(drawn), `"${id}"`),
      kept: 'Retain',
      properties: {
        EnableKeyRotation: true,
        KeyPolicy: policy(
          { who: ROOT, actions: ['kms:*'], on: ['*'] },
          ...drawn.inbound.flatMap((each) => openTo(each, reader)),
        ),
      },
    }));
}

const ROOT = { AWS: joined('arn:aws:iam::', ACCOUNT, ':root') };

const BOTH = ['kms:Decrypt', 'kms:GenerateDataKey'];
const GROUPS = ['kms:Decrypt', 'kms:GenerateDataKey*'];
const ALL = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];
const IN_ACCOUNT = { StringEquals: { 'aws:SourceAccount': ACCOUNT } };

/** What the CDK lets AWS services do that come by their own name. */
function openTo(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, from } = connection;
  const by = (actions: readonly string[], when?: unknown): Grant => ({
    who: service(serviceOf(connection) ?? ''),
    actions,
    on: ['*'],
    when,
  });
  switch (kind.id) {
    case 'sns/queue-subscription':
      return [by(BOTH, { ArnEquals: { 'aws:SourceArn': reader.ref(from.resource) } })];
    case 'sns/subscription-dead-letter':
      return [by(ALL)];
    case 's3/queue-notification':
      return [by(ALL, { ArnLike: { 'aws:SourceArn': reader.arn(from.resource) } }), by(GROUPS)];
    case 's3/topic-notification':
      return [by(BOTH)];
    case 'eventbridge/queue-target':
    case 'eventbridge/target-dead-letter':
      return [by(ALL, IN_ACCOUNT)];
    case 'eventbridge/topic-target':
      return [by(GROUPS)];
    case 'appflow/bucket-destination':
      return [by(BOTH, IN_ACCOUNT)];
    case 'appflow/bucket-source':
      return [by(['kms:Decrypt'], IN_ACCOUNT)];
    case 'cloudfront/bucket-origin': {
      const distributions = joined('arn:', { Ref: 'AWS::Partition' }, ':cloudfront::', ACCOUNT, ':distribution/*');
      return [by(['kms:Decrypt'], { ArnLike: { 'AWS:SourceArn': distributions } })];
    }
    default:
      return [];
  }
}

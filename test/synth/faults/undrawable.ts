/** Faults that templates have and drawings cannot: no line, setting or exported code says them. */
import { exportCdk } from '#shared/cdk/export';
import type { StackGroup } from '#shared/cdk/stacks';
import { connectionChoices } from '#shared/document/connectable';
import type { Config } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../../support/drawing';
import { grouped } from '../../support/groups';
import { drawn, fn, queue } from './fault';

type End = readonly [service: string, config?: Config];

interface Entry {
  readonly fault: string;
  /** Answers why a drawing cannot have it; throws where it can. */
  why(): Promise<string>;
}

export interface Undrawable {
  readonly fault: string;
  readonly why: string;
}

export const undrawable = (): Promise<readonly Undrawable[]> =>
  Promise.all(ENTRIES.map(async ({ fault, why }) => ({ fault, why: await why() })));

/** AWS refuses the pair, and so does the canvas, with these words. */
const refused = (fault: string, from: End, to: End): Entry => ({
  fault,
  why() {
    const [one, other] = [from, to].map(([service, config = {}], at) => ({
      id: `end-${at}`,
      name: NAMES[at] ?? '',
      service,
      config: config as Record<string, string>,
    }));
    if (!one || !other) throw new Error(`${fault} needs two ends`);
    const { kinds, refusal } = connectionChoices(one, other, services);
    if (!refusal) throw new Error(`${fault} can be drawn: ${kinds.map(({ id }) => id).join()}`);
    return Promise.resolve(`the line is refused: ${refusal.why}; ${refusal.instead}`);
  },
});

const NAMES = ['the first', 'the second'];

/** The exported code says otherwise, whatever is drawn. */
const settled = (fault: string, because: string, its: Drawn, says: RegExp): Entry => ({
  fault,
  async why() {
    const { files } = await exportCdk(drawing(its), undefined, { version: '1.2.3', force: true });
    const text = files.get('lib/generated/test-architecture.ts') ?? '';
    if (!says.test(text)) throw new Error(`${fault}: the exported code does not say ${says}`);
    return because;
  },
});

/** It can be drawn, and no app comes of it, forced or not: in these words. */
const stopped = (fault: string, its: Drawn, groups: readonly StackGroup[] = []): Entry => ({
  fault,
  async why() {
    const stacks = groups.length > 0 ? 'groups' : 'one';
    const { blocked = [] } = await exportCdk(drawing(its), undefined, {
      version: '1.2.3',
      force: true,
      groups,
      stacks,
    });
    const [first] = blocked;
    if (!first) throw new Error(`${fault} is exported`);
    return `the export stops: ${first.message}`;
  },
});

const chosen = (fault: string, because: string, service: string, config: Config): Entry => ({
  fault,
  why() {
    const definition = services.find(({ id }) => id === service);
    if (definition?.config.safeParse(config).success !== false) throw new Error(`${fault} can be set`);
    return Promise.resolve(because);
  },
});

const g = { g: ['lambda', { timeout: 30 }] } as const;
const called = drawn(
  { api: ['api-gateway'], ...fn({ timeout: 20 }), acl: ['waf'] },
  ['api-gateway/lambda-proxy', 'api', 'f'],
  ['waf/protects', 'acl', 'api'],
);
const distributed = {
  ...drawn(
    { cdn: ['cloudfront'], b: ['s3'], acl: ['waf'] },
    ['cloudfront/bucket-origin', 'cdn', 'b'],
    ['waf/protects', 'acl', 'cdn'],
  ),
  region: 'eu-west-1',
};

const ENTRIES: readonly Entry[] = [
  refused('a FIFO topic that invokes a function', ['sns', { type: 'fifo' }], ['lambda']),
  refused('a FIFO queue whose dead-letter queue is a standard one', ['sqs', { type: 'fifo' }], ['sqs']),
  refused('a standard topic that feeds a FIFO queue', ['sns'], ['sqs', { type: 'fifo' }]),
  refused('a bucket that notifies a FIFO queue', ['s3'], ['sqs', { type: 'fifo' }]),
  refused('a bucket that notifies a FIFO topic', ['s3'], ['sns', { type: 'fifo' }]),
  stopped(
    'two queues that are each other’s dead-letter queue',
    drawn({ a: ['sqs'], b: ['sqs'] }, ['sqs/redrive', 'a', 'b'], ['sqs/redrive', 'b', 'a']),
  ),
  stopped(
    'a bucket and the function that it notifies in two stacks, which wait for each other',
    drawn({ b: ['s3'], ...fn() }, ['s3/function-notification', 'b', 'f'], ['lambda/read-objects', 'f', 'b']),
    grouped({ store: ['b'], work: ['f'] }),
  ),
  settled(
    'an event source mapping of a table without a stream',
    'the line turns the stream on',
    drawn({ table: ['dynamodb'], ...fn() }, ['lambda/stream-event-source', 'table', 'f']),
    /dynamoStream: dynamodb\.StreamViewType\./,
  ),
  settled(
    'a mapping of a stream without a starting position',
    'the setting has a default, which is written',
    drawn({ s: ['kinesis'], ...fn() }, ['lambda/stream-event-source', 's', 'f']),
    /startingPosition: lambda\.StartingPosition\./,
  ),
  settled(
    'a web ACL for CloudFront outside us-east-1',
    'it has a stack of its own there',
    distributed,
    /scope: 'CLOUDFRONT'[\s\S]*new Stack\(this, 'GlobalStack', \{[\s\S]{0,150}region: 'us-east-1'/,
  ),
  settled(
    'a web ACL for CloudFront on a regional API',
    'its scope follows what it protects',
    called,
    /scope: 'REGIONAL'/,
  ),
  chosen('an endpoint type that is spelt wrong', 'it is a choice', 'api-gateway', { endpoint: 'regionl' }),
  settled(
    'two functions that invoke each other, and wait for each other while they are deployed',
    'their permissions stand apart from their roles',
    drawn({ ...fn(), ...g }, ['lambda/invoke', 'f', 'g'], ['lambda/invoke', 'g', 'f']),
    /new iam\.Policy\(/,
  ),
  settled(
    'an environment variable with a name of one letter',
    'names are of two words at least',
    drawn({ ...queue(), ...fn() }, ['lambda/send-message', 'f', 'q']),
    /Q_QUEUE_URL|Q_URL/,
  ),
  settled(
    'a queue whose key AWS manages in KMS, behind a topic or a bucket',
    'queues are encrypted with keys of SQS, which need no policy',
    drawn({ t: ['sns'], ...queue() }, ['sns/queue-subscription', 't', 'q']),
    /^(?![\s\S]*KMS_MANAGED)[\s\S]*QueueEncryption\.SQS_MANAGED/,
  ),
  settled(
    'a FIFO queue with a name that does not end in .fifo',
    'names are left to CloudFormation',
    drawn(queue({ type: 'fifo' })),
    /^(?![\s\S]*queueName:)[\s\S]*fifo: true/,
  ),
  settled(
    'a failure destination that is a function, with the first one as its own',
    'their permissions stand apart from their roles',
    drawn(
      { t: ['sns'], ...fn(), ...g },
      ['sns/function-subscription', 't', 'f'],
      ['lambda/on-success-function', 'f', 'g'],
      ['lambda/on-failure-function', 'g', 'f'],
    ),
    /new iam\.Policy\(/,
  ),
];

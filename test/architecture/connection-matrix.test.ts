/** What AWS lets one service lead to, pair by pair, against what can be drawn. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { connectionChoices } from '#shared/document/connectable';
import type { ResourceRecord } from '#shared/model/edit';
import { services } from '#shared/services/registry';

interface Matrix {
  /** The day on which AWS's pages were read. */
  readonly asOf: string;
  readonly kinds: readonly string[];
  /** For each kind a letter for each kind that it may lead to: `y` directly, `n` not, `?` not verified. */
  readonly direct: Readonly<Record<string, string>>;
}

const matrix = JSON.parse(
  readFileSync(new URL('../fixtures/connection-matrix.json', import.meta.url), 'utf8'),
) as Matrix;

/** How each kind of the matrix is drawn. Kinds that are not here have no service yet. */
const DRAWN: Readonly<Record<string, readonly [service: string, config?: Readonly<Record<string, unknown>>]>> = {
  client: ['client'],
  cloudfront: ['cloudfront'],
  waf: ['waf'],
  'apigw-rest': ['api-gateway', { type: 'REST' }],
  'apigw-http': ['api-gateway', { type: 'HTTP' }],
  'apigw-ws': ['api-gateway', { type: 'WEBSOCKET' }],
  lambda: ['lambda'],
  'sqs-std': ['sqs', { type: 'standard' }],
  'sqs-fifo': ['sqs', { type: 'fifo' }],
  'sns-std': ['sns', { type: 'standard' }],
  'sns-fifo': ['sns', { type: 'fifo' }],
  kinesis: ['kinesis'],
  firehose: ['firehose'],
  dynamodb: ['dynamodb'],
  eventbridge: ['eventbridge', { bus: 'default' }],
  scheduler: ['scheduler'],
  pipes: ['pipes'],
  appflow: ['appflow'],
  s3: ['s3'],
  'http-endpoint': ['http-endpoint'],
  sfn: ['step-functions'],
};

/** Where the drawing differs from the matrix on purpose, with the reason. */
const ANSWER = 'an answer belongs to the connection of its request';
const POLLS = 'consumers outside AWS that poll are not modelled';
const JOBS = 'imports and exports are jobs that somebody starts: not modelled';
const BY_HTTP = 'calls of one API by another part of the drawing over HTTP are not modelled';
const MADE_BY_CODE =
  'schedules that code makes while it runs are no flow of their own: a card states how many there are';
const UNIVERSAL = 'universal targets, which call any AWS operation, are not modelled';
const LOGS = 'logs that AWS delivers by itself are not modelled';
const CALLS_IN = 'what a system outside AWS sends by itself is drawn as a client';
const BY_SDK_TASK = 'tasks by the integration with AWS’s SDK are not modelled';
const CONNECTOR = 'the source and destinations outside AWS are named in the flow, not drawn';
const DIFFERENT: Readonly<Record<string, string>> = {
  'cloudfront client': ANSWER,
  'cloudfront waf': 'a web ACL is drawn before what it protects, where it looks at requests',
  'cloudfront kinesis': 'real-time logs are not modelled',
  'cloudfront firehose': LOGS,
  'waf firehose': LOGS,
  'firehose apigw-rest': BY_HTTP,
  'firehose apigw-http': BY_HTTP,
  'apigw-rest cloudfront': BY_HTTP,
  'apigw-http cloudfront': BY_HTTP,
  'lambda cloudfront': BY_HTTP,
  'apigw-ws client': ANSWER,
  'apigw-ws cloudfront': BY_HTTP,
  'apigw-ws apigw-rest': BY_HTTP,
  'apigw-ws apigw-http': BY_HTTP,
  'http-endpoint apigw-ws': CALLS_IN,
  'sfn apigw-ws': BY_SDK_TASK,
  'apigw-rest client': ANSWER,
  'apigw-http client': ANSWER,
  'lambda client': ANSWER,
  'sqs-std client': POLLS,
  'sqs-fifo client': POLLS,
  'kinesis client': POLLS,
  'dynamodb client': POLLS,
  'dynamodb kinesis': 'change data to a Kinesis stream is not modelled: draw the stream of the table',
  'dynamodb dynamodb': 'global tables are not modelled',
  'waf s3': LOGS,
  'scheduler s3': UNIVERSAL,
  's3 client': POLLS,
  's3 dynamodb': JOBS,
  'dynamodb s3': JOBS,
  's3 s3': 'replication and batch copies between buckets are not modelled',
  'kinesis s3': 'channels that write a stream to a bucket are not modelled',
  'sns-std client': 'e-mail, SMS and mobile push are not modelled',
  'apigw-rest apigw-rest': BY_HTTP,
  'apigw-rest apigw-http': BY_HTTP,
  'apigw-http apigw-rest': BY_HTTP,
  'apigw-http apigw-http': BY_HTTP,
  'lambda apigw-rest': BY_HTTP,
  'lambda apigw-http': BY_HTTP,
  'eventbridge apigw-rest': BY_HTTP,
  'eventbridge apigw-http': BY_HTTP,
  'pipes apigw-http': 'AWS’s pages name REST APIs alone as what the HTTP parameters of a pipe are for',
  'pipes waf': 'a web ACL is drawn before the REST API that it protects, where it looks at the pipe’s requests too',
  'sns-std apigw-rest': BY_HTTP,
  'sns-std apigw-http': BY_HTTP,
  'client scheduler': MADE_BY_CODE,
  'lambda scheduler': MADE_BY_CODE,
  'scheduler scheduler': UNIVERSAL,
  'scheduler dynamodb': UNIVERSAL,
  'scheduler sns-fifo': UNIVERSAL,
  'http-endpoint apigw-rest': CALLS_IN,
  'http-endpoint apigw-http': CALLS_IN,
  'http-endpoint lambda': CALLS_IN,
  'http-endpoint sqs-std': CALLS_IN,
  'http-endpoint sqs-fifo': CALLS_IN,
  'http-endpoint sns-std': CALLS_IN,
  'http-endpoint sns-fifo': CALLS_IN,
  'http-endpoint kinesis': CALLS_IN,
  'http-endpoint firehose': CALLS_IN,
  'http-endpoint dynamodb': CALLS_IN,
  'http-endpoint eventbridge': CALLS_IN,
  'http-endpoint scheduler': CALLS_IN,
  'http-endpoint s3': CALLS_IN,
  's3 http-endpoint': POLLS,
  'http-endpoint cloudfront': CALLS_IN,
  'http-endpoint sfn': CALLS_IN,
  'sfn client': 'activities, which workers poll, are not modelled',
  'sfn cloudfront': BY_HTTP,
  'sfn apigw-rest': BY_HTTP,
  'sfn apigw-http': BY_HTTP,
  'sfn http-endpoint': 'HTTP tasks are not modelled',
  'sfn kinesis': BY_SDK_TASK,
  'sfn firehose': BY_SDK_TASK,
  'sfn appflow': BY_SDK_TASK,
  'sfn s3': BY_SDK_TASK,
  'sfn scheduler': MADE_BY_CODE,
  'sfn sfn': 'executions that another state machine starts are not modelled',
  'http-endpoint http-endpoint': CALLS_IN,
  'sqs-std http-endpoint': POLLS,
  'sqs-fifo http-endpoint': POLLS,
  'kinesis http-endpoint': POLLS,
  'dynamodb http-endpoint': POLLS,
  's3 appflow': 'drawn from the flow to the bucket, as whatever reads a store is',
  'appflow lambda': 'custom connectors are not modelled',
  'appflow http-endpoint': CONNECTOR,
  'http-endpoint appflow': CONNECTOR,
};

const known = Object.keys(DRAWN).filter((kind) => services.some(({ id }) => id === DRAWN[kind]?.[0]));

function record(kind: string, id: string): ResourceRecord {
  const [service = '', config = {}] = DRAWN[kind] ?? [];
  return { id, service, name: id, config };
}

describe.each(known)('%s', (from) => {
  it('leads where AWS lets it lead, and nowhere else', () => {
    const wrong = known.filter((to) => {
      const direct = matrix.direct[from]?.[matrix.kinds.indexOf(to)];
      const { kinds } = connectionChoices(record(from, 'a'), record(to, 'b'), services);
      const agrees = direct === '?' || kinds.length > 0 === (direct === 'y');
      return agrees === `${from} ${to}` in DIFFERENT;
    });
    expect(wrong.map((to) => `${from} ${to}`)).toEqual([]);
  });

  it('is refused the rest with the reason and what to draw instead', () => {
    for (const to of known) {
      const { kinds, refusal } = connectionChoices(record(from, 'a'), record(to, 'b'), services);
      expect(kinds.length > 0, `${from} to ${to}`).toBe(refusal === undefined);
      expect(refusal?.why, `${from} to ${to}`).not.toBe('');
      expect(refusal?.instead, `${from} to ${to}`).not.toBe('');
    }
  });
});

it('every service of this build is in the matrix', () => {
  expect(
    services.map(({ id }) => id).filter((id) => !Object.values(DRAWN).some(([service]) => service === id)),
  ).toEqual([]);
});

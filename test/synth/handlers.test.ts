/** What exported handlers ask of AWS for an event, run with stand-ins of its SDKs: in either language the same. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { type Drawn, drawing } from '../support/drawing';
import { compile, workshop, writeApp } from './synthesise';

const run = promisify(execFile);

/** Each function is drawn twice, `fn` in TypeScript and `fn-py` in Python, as is what has one function: a pipe, an API. */
const DRAWINGS: Readonly<Record<string, Drawn>> = {
  starts: inBoth({
    resources: {
      jobs: ['sqs', { visibilityTimeout: 180 }],
      clicks: ['kinesis'],
      starter: ['lambda'],
      express: ['lambda'],
      order: ['step-functions', { type: 'standard' }],
      quick: ['step-functions', { type: 'express' }],
      check: ['lambda'],
    },
    connections: [
      ['lambda/queue-event-source', 'jobs', 'starter', { reportBatchItemFailures: true }],
      ['lambda/stream-event-source', 'clicks', 'starter'],
      ['lambda/start-execution', 'starter', 'order'],
      ['lambda/queue-event-source', 'jobs', 'express'],
      ['lambda/start-execution', 'express', 'quick'],
      ['step-functions/invoke-function', 'order', 'check'],
      ['step-functions/invoke-function', 'quick', 'check'],
    ],
  }),
  pipes: inBoth({
    resources: {
      photos: ['s3'],
      told: ['sns'],
      copies: ['sqs', { visibilityTimeout: 180 }],
      pipe: ['pipes'],
      asks: ['lambda'],
      works: ['lambda'],
      items: ['dynamodb'],
    },
    connections: [
      ['s3/topic-notification', 'photos', 'told'],
      ['sns/queue-subscription', 'told', 'copies'],
      ['pipes/queue-source', 'copies', 'pipe'],
      ['pipes/enrich-by-function', 'pipe', 'asks'],
      ['pipes/function-target', 'pipe', 'works'],
      ['lambda/write-items', 'works', 'items'],
    ],
  }),
  tasks: inBoth({
    resources: {
      order: ['step-functions', { type: 'standard' }],
      packs: ['lambda', { timeout: 120 }],
      items: ['dynamodb'],
    },
    connections: [
      [
        'step-functions/invoke-function',
        'order',
        'packs',
        { waitsFor: 'callback', calledBackBy: 'function', timeout: 3600, heartbeat: 60 },
      ],
      ['lambda/write-items', 'packs', 'items'],
    ],
  }),
  bodies: inBoth({
    resources: {
      api: ['api-gateway'],
      chat: ['api-gateway', { type: 'WEBSOCKET' }],
      keeps: ['lambda'],
      hears: ['lambda'],
      items: ['dynamodb'],
    },
    connections: [
      ['api-gateway/lambda-proxy', 'api', 'keeps'],
      ['lambda/write-items', 'keeps', 'items'],
      ['api-gateway/websocket-lambda', 'chat', 'hears'],
    ],
  }),
};

function inBoth({ resources, connections = [] }: Drawn): Drawn {
  const isTwice = (id: string): boolean => ['lambda', 'pipes', 'api-gateway'].includes(resources[id]?.[0] ?? '');
  const twin = (id: string): string => (isTwice(id) ? `${id}-py` : id);
  return {
    resources: Object.fromEntries(
      Object.entries(resources).flatMap(([id, [service, config = {}]]) => [
        [id, [service, config] as const],
        ...(isTwice(id)
          ? [
              [
                twin(id),
                [service, service === 'lambda' ? { ...config, runtime: 'python3.14' } : config] as const,
              ] as const,
            ]
          : []),
      ]),
    ),
    connections: connections.flatMap(([kind, from, to, config = {}]) => {
      const copies = isTwice(from) || isTwice(to) ? [[kind, twin(from), twin(to), config] as const] : [];
      return [[kind, from, to, config] as const, ...copies];
    }),
  };
}

let shop: Awaited<ReturnType<typeof workshop>>;

beforeAll(async () => {
  shop = await workshop();
  for (const [name, drawn] of Object.entries(DRAWINGS)) {
    const { files } = await exportCdk(drawing(drawn), undefined, { version: '1.2.3', force: true });
    await writeApp(join(shop.folder, name), files);
    const [...variables] = (files.get('src/generated/env.ts') ?? '').matchAll(/required\('(\w+)'\)/g);
    for (const [, variable = ''] of variables) vi.stubEnv(variable, variable);
  }
  expect(await compile(shop.folder, Object.keys(DRAWINGS))).toBe('');
}, 120_000);

afterAll(() => {
  vi.unstubAllEnvs();
  return shop.dispose();
});

beforeEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const log of ['debug', 'info', 'error'] as const) vi.spyOn(console, log).mockImplementation(() => undefined);
});

const DONE = '{"done":true}';
const context = { awsRequestId: 'r1', getRemainingTimeInMillis: () => 30_000 };
const load = createRequire(import.meta.url);

interface Client {
  readonly prototype: { send(command: { readonly input: unknown }): Promise<unknown> };
}

interface Sdk {
  readonly SFNClient: Client;
  readonly ExecutionAlreadyExists: new (options: object) => Error;
}

const typescript = (app: string, folder: string) =>
  (
    createRequire(join(shop.folder, 'worker.js'))(join(shop.folder, app, 'src/handlers', folder, 'index.js')) as {
      handler(event: unknown, context: unknown): Promise<unknown>;
    }
  ).handler;

/** @param refusal the code with which AWS refuses everything, or none */
async function python(app: string, folder: string, events: readonly unknown[], refusal = '') {
  const path = join(shop.folder, app, 'src/handlers', folder, 'index.py');
  const script = join(import.meta.dirname, 'python-asked.py');
  const { stdout } = await run('python3', [script, path, refusal, ...events.map((event) => JSON.stringify(event))]);
  return JSON.parse(stdout) as { readonly answers: unknown[]; readonly asked: Record<string, unknown>[] };
}

const queued = (messageId: string, body: unknown) => ({
  Records: [
    {
      messageId,
      body: JSON.stringify(body),
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:jobs',
      attributes: { ApproximateReceiveCount: '1' },
    },
  ],
});
const streamed = (eventID: string, body: unknown) => ({
  Records: [
    {
      eventID,
      eventSource: 'aws:kinesis',
      kinesis: {
        sequenceNumber: 's1',
        partitionKey: 'p',
        data: Buffer.from(JSON.stringify(body)).toString('base64'),
      },
    },
  ],
});

describe('a handler that starts executions of a Standard workflow', () => {
  const { SFNClient, ExecutionAlreadyExists } = load('@aws-sdk/client-sfn') as Sdk;
  const message = { id: 'order-7', total: 3 };
  const record = streamed('shardId-000000000006:49590338271490256608559692538361571095921575989136588898', message);
  const input = JSON.stringify(message);

  test('names each by the record that starts it, in what a name may have', async () => {
    const send = vi.spyOn(SFNClient.prototype, 'send').mockResolvedValue({});
    const handler = typescript('starts', 'starter');
    expect(await handler(queued('m-1', message), context)).toEqual({ batchItemFailures: [] });
    await handler(record, context);
    const names = send.mock.calls.map(([command]) => (command.input as { readonly name: string }).name);
    expect(names).toEqual(['m-1', expect.stringMatching(/^[0-9a-f]{64}$/)]);
    const { asked } = await python('starts', 'starter-py', [queued('m-1', message), record]);
    expect(asked.map(({ name }) => name)).toEqual(names);
    expect(JSON.parse(String(asked[0]?.['input']))).toEqual(JSON.parse(input));
  });

  test('takes a name that has been used for a start that is done, and no other refusal', async () => {
    const used = new ExecutionAlreadyExists({ message: 'used', $metadata: {} });
    const send = vi.spyOn(SFNClient.prototype, 'send').mockRejectedValueOnce(used);
    const handler = typescript('starts', 'starter');
    const failed = { batchItemFailures: [{ itemIdentifier: 'm-1' }] };
    expect(await handler(queued('m-1', message), context)).toEqual({ batchItemFailures: [] });
    send.mockRejectedValueOnce(new Error('ThrottlingException'));
    // All that a batch has failed, which Powertools throws.
    await expect(handler(queued('m-1', message), context)).rejects.toThrow();
    const answers = async (refusal: string) =>
      (await python('starts', 'starter-py', [queued('m-1', message)], refusal)).answers;
    expect(await answers('ExecutionAlreadyExists')).toEqual([{ batchItemFailures: [] }]);
    expect(await answers('ThrottlingException')).toEqual([failed]);
  });
});

test('a handler that starts executions of an Express workflow gives them no names, which would keep nothing out', async () => {
  const { SFNClient } = load('@aws-sdk/client-sfn') as Sdk;
  const send = vi.spyOn(SFNClient.prototype, 'send').mockResolvedValue({});
  await typescript('starts', 'express')(queued('m-1', { a: 1 }), context);
  expect(send.mock.calls[0]?.[0].input).not.toHaveProperty('name');
  const { asked } = await python('starts', 'express-py', [queued('m-1', { a: 1 })]);
  expect(asked).toHaveLength(1);
  expect(asked[0]).not.toHaveProperty('name');
});

const { DynamoDBDocumentClient } = load('@aws-sdk/lib-dynamodb') as { readonly DynamoDBDocumentClient: Client };

describe('a body that is a list', () => {
  const called = { requestContext: { requestId: 'r-1' }, body: '[{"a": 1}, {"a": 2}]' };
  const list = [{ a: 1 }, { a: 2 }];

  test('is the value of the item that a handler writes of it', async () => {
    const send = vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockResolvedValue({});
    expect(await typescript('bodies', 'keeps')(called, context)).toMatchObject({ statusCode: 200 });
    expect(send.mock.calls[0]?.[0].input).toMatchObject({ Item: { id: 'r-1', value: list } });
    const { answers, asked } = await python('bodies', 'keeps-py', [called]);
    expect(answers).toMatchObject([{ statusCode: 200 }]);
    expect(asked).toMatchObject([{ Item: { id: { S: 'r-1' }, value: { JSON: list } } }]);
  });

  test.each(['[1]', '"text"', '7', 'null', 'no JSON'])(
    'has no room for a connection, no more than %s',
    async (body) => {
      const event = { requestContext: { requestId: 'r', connectionId: 'c', eventType: 'MESSAGE' }, body };
      const refused = { statusCode: 400, body: expect.stringContaining('not a JSON object') as unknown };
      expect(await typescript('bodies', 'hears')(event, context)).toMatchObject(refused);
      expect((await python('bodies', 'hears-py', [event])).answers).toMatchObject([refused]);
      const object = { ...event, body: '{"a": 1}' };
      expect(await typescript('bodies', 'hears')(object, context)).toMatchObject({ statusCode: 200 });
    },
  );
});

describe('a handler that works on a task of which a workflow wants to hear', () => {
  const { SFNClient } = load('@aws-sdk/client-sfn') as Sdk;
  const task = { taskToken: 'token', input: { id: '7' } };

  test('sends a sign of life before it begins, and three in each heartbeat until it ends', async () => {
    vi.useFakeTimers();
    const told = vi.spyOn(SFNClient.prototype, 'send').mockResolvedValue({});
    const slow = () => new Promise((resolve) => void setTimeout(resolve, 50_000));
    vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation(slow);
    const working = typescript('tasks', 'packs')(task, context);
    await vi.advanceTimersByTimeAsync(50_000);
    await working;
    await vi.advanceTimersByTimeAsync(3_600_000);
    const beat = { taskToken: 'token' };
    expect(told.mock.calls.map(([command]) => command.input)).toEqual([beat, beat, beat, { ...beat, output: DONE }]);
    vi.useRealTimers();
    const { asked } = await python('tasks', 'packs-py', [task]);
    const actions = ['put_item', 'send_task_heartbeat', 'send_task_success'];
    expect(new Set(asked.map(({ action }) => action))).toEqual(new Set(actions));
    expect(asked).toHaveLength(actions.length);
    expect(asked.at(-1)).toMatchObject({ action: 'send_task_success', taskToken: 'token' });
  });

  test('does its work although the sign does not get through', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockResolvedValue({});
    const told = vi.spyOn(SFNClient.prototype, 'send').mockRejectedValueOnce(new Error('no network'));
    told.mockResolvedValue({});
    expect(await typescript('tasks', 'packs')(task, context)).toEqual({ done: true });
    expect(told.mock.lastCall?.[0].input).toEqual({ taskToken: 'token', output: DONE });
  });
});

describe('a handler of a pipe that polls a queue behind a topic of a bucket', () => {
  const enveloped = (messageId: string, message: object) => ({
    messageId,
    body: JSON.stringify({ Type: 'Notification', Message: JSON.stringify(message) }),
  });
  const test0 = enveloped('m-0', { Event: 's3:TestEvent' });
  const object = { key: 'a.png', size: 1, sequencer: '01' };
  const notice = enveloped('m-1', { Records: [{ eventSource: 'aws:s3', s3: { bucket: { name: 'photos' }, object } }] });

  test('works on what the topic put into its envelope, knows it by its object, and leaves the test event alone', async () => {
    const send = vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockResolvedValue({});
    await typescript('pipes', 'works')([test0, notice], context);
    const item = { id: 'photos/a.png 01', Records: [{ s3: { object } }] };
    expect(send.mock.calls.map(([command]) => command.input)).toMatchObject([{ Item: item }]);
    const { asked } = await python('pipes', 'works-py', [[test0, notice]]);
    expect(asked).toMatchObject([{ Item: { id: { S: 'photos/a.png 01' }, Records: { JSON: [{ s3: { object } }] } } }]);
  });

  test('that enriches passes no test event on to the target', async () => {
    expect(await typescript('pipes', 'asks')([test0, notice], context)).toEqual([notice]);
    expect((await python('pipes', 'asks-py', [[test0, notice]])).answers).toEqual([[notice]]);
  });
});

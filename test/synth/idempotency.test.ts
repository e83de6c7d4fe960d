/** Exported handlers that keep keys, run against a stand-in of the table: the TypeScript ones with Powertools as it is. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { type KeyTable, keyTable } from '../support/key-table';
import { onceEach } from './special-drawings';
import { compile, workshop, writeApp } from './synthesise';

const run = promisify(execFile);

let shop: Awaited<ReturnType<typeof workshop>>;
let table: KeyTable;

beforeAll(async () => {
  [shop, table] = await Promise.all([workshop(), keyTable()]);
  const { files } = await exportCdk(onceEach(), undefined, { version: '1.2.3', force: true });
  await writeApp(join(shop.folder, 'app'), files);
  expect(await compile(shop.folder, ['app'])).toBe('');
  for (const [name, value] of Object.entries({
    IDEMPOTENCY_KEYS_TABLE: 'keys',
    IDEMPOTENCY_TABLE_NAME: 'another',
    AWS_ENDPOINT_URL_DYNAMODB: table.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
    AWS_LAMBDA_FUNCTION_NAME: 'fn',
  }))
    vi.stubEnv(name, value);
}, 120_000);

afterAll(async () => {
  vi.unstubAllEnvs();
  await Promise.all([shop.dispose(), table.close()]);
});

beforeEach(() => {
  vi.restoreAllMocks();
  for (const log of ['debug', 'info', 'error', 'warn'] as const)
    vi.spyOn(console, log).mockImplementation(() => undefined);
  table.items.clear();
  table.asked.length = 0;
});

const handler = (folder: string) =>
  (
    createRequire(join(shop.folder, 'worker.js'))(join(shop.folder, 'app/src/handlers', folder, 'index.js')) as {
      handler(event: unknown, context: unknown): Promise<unknown>;
    }
  ).handler;

/** Where nothing is called, the exported code shows the message: that is its work here. */
const done = (): readonly unknown[] => vi.mocked(console.debug).mock.calls.map(([{ message }]) => message);

const context = { awsRequestId: 'r1', getRemainingTimeInMillis: () => 30_000 };
const messages = (...ids: readonly string[]) => ({
  Records: ids.map((messageId) => ({
    messageId,
    body: JSON.stringify({ messageId, step: 1 }),
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:q.fifo',
    attributes: { ApproximateReceiveCount: '1', MessageGroupId: 'g' },
  })),
});
const none = { batchItemFailures: [] };

describe('a handler that keeps keys', () => {
  test('works once on a message that comes twice, for two writes and a third that is refused', async () => {
    expect(await handler('worker')(messages('a'), context)).toEqual(none);
    expect(await handler('worker')(messages('a'), context)).toEqual(none);
    expect(done()).toEqual([{ messageId: 'a', step: 1 }]);
    expect(table.asked).toEqual(['PutItem', 'UpdateItem', 'PutItem refused']);
  });

  test('works again on a message that failed, which costs two writes as well', async () => {
    vi.mocked(console.debug).mockImplementationOnce(() => {
      throw new Error('no');
    });
    // Of a batch of which nothing is done, Powertools throws.
    await expect(handler('worker')(messages('a'), context)).rejects.toThrow('All records failed');
    expect(table.asked).toEqual(['PutItem', 'DeleteItem']);
    expect(await handler('worker')(messages('a'), context)).toEqual(none);
    expect(done()).toHaveLength(2);
  });

  test('leaves a message to the invocation that works on it, and takes it up when that was cut off', async () => {
    await handler('worker')(messages('a'), context);
    const [[key, item] = ['', {}]] = [...table.items];
    const atWork = (until: number) =>
      table.items.set(key, { ...item, status: { S: 'INPROGRESS' }, in_progress_expiration: { N: String(until) } });
    atWork(Date.now() + 10_000);
    expect(await handler('worker')(messages('a', 'b'), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'a' }],
    });
    atWork(Date.now() - 1);
    expect(await handler('worker')(messages('a'), context)).toEqual(none);
    expect(done()).toHaveLength(3);
  });

  test('keeps a key for as long as the queue keeps the message', async () => {
    await handler('worker')(messages('a'), context);
    const [item] = table.items.values();
    const days = (Number(item?.['expiration']?.['N']) - Date.now() / 1000) / 86_400;
    expect(days).toBeCloseTo(4, 3);
    expect(JSON.stringify(item).length).toBeLessThan(300);
  });

  test('works on nothing of a FIFO batch after a message that fails', async () => {
    vi.mocked(console.debug)
      .mockImplementationOnce(() => undefined)
      .mockImplementationOnce(() => {
        throw new Error('no');
      });
    expect(await handler('ordered')(messages('a', 'b', 'c'), context)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }],
    });
    expect(table.asked).toEqual(['PutItem', 'UpdateItem', 'PutItem', 'DeleteItem']);
  });

  test('knows the second attempt of an event that was handed over, by its request', async () => {
    const event = { order: 1 };
    expect(await handler('mailer')(event, context)).toEqual({ done: true });
    expect(await handler('mailer')(event, context)).toEqual({ done: true });
    expect(await handler('mailer')(event, { ...context, awsRequestId: 'r2' })).toEqual({ done: true });
    expect(done()).toEqual([event, event]);
  });

  test('asks no table where the caller waits', async () => {
    await handler('asked')({ order: 1 }, context);
    expect(table.asked).toEqual([]);
  });
});

test('a handler in Python keeps keys in the same way', async () => {
  const path = join(shop.folder, 'app/src/handlers/snake/index.py');
  const { stdout } = await run('python3', [join(import.meta.dirname, 'python-once.py'), path, table.url]);
  expect(JSON.parse(stdout)).toEqual({ done: [1, 2, 3], failed: [[], [], ['b'], [], ['c'], []] });
  const attempts = {
    first: ['PutItem', 'UpdateItem', 'PutItem refused'],
    failed: ['PutItem', 'DeleteItem', 'PutItem', 'UpdateItem'],
    cutOff: ['PutItem', 'PutItem refused', 'PutItem', 'UpdateItem'],
  };
  expect(table.asked).toEqual([...attempts.first, ...attempts.failed, ...attempts.cutOff]);
});

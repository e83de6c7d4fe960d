/** Exported handlers whose downstream takes the call and never answers: the function fails by itself, before its timeout. */
import { createServer, type Server } from 'node:http';
import { createServer as createHttp2Server, type Http2Server } from 'node:http2';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { drawing } from '../support/drawing';
import { compile, workshop, writeApp } from './synthesise';

/** Seconds. */
const TIMEOUT = 3;

const CALLS = {
  sends: 'lambda/send-message',
  publishes: 'lambda/publish',
  puts: 'lambda/put-record',
  writes: 'lambda/write-items',
  stores: 'lambda/write-objects',
  tells: 'lambda/put-events',
  hands: 'lambda/invoke-async',
  asks: 'lambda/invoke',
  posts: 'lambda/http-call',
} as const;
const TARGETS = {
  sends: 'queue',
  publishes: 'topic',
  puts: 'stream',
  writes: 'table',
  stores: 'bucket',
  tells: 'bus',
  hands: 'other',
  asks: 'other',
  posts: 'outside',
} as const;
const callers = Object.keys(CALLS) as (keyof typeof CALLS)[];

let shop: Awaited<ReturnType<typeof workshop>>;
let silent: Server;
/** Kinesis is called over HTTP/2. */
let silentHttp2: Http2Server;

beforeAll(async () => {
  shop = await workshop();
  const { files } = await exportCdk(
    drawing({
      resources: {
        ...Object.fromEntries(callers.map((id) => [id, ['lambda', { timeout: TIMEOUT }]] as const)),
        queue: ['sqs'],
        topic: ['sns'],
        stream: ['kinesis'],
        table: ['dynamodb'],
        bucket: ['s3'],
        bus: ['eventbridge'],
        other: ['lambda', { timeout: 2 }],
        outside: ['http-endpoint', { url: 'https://example.com/' }],
      },
      connections: callers.map((id) => [CALLS[id], id, TARGETS[id]] as const),
    }),
    undefined,
    { version: '1.2.3', force: true },
  );
  await writeApp(join(shop.folder, 'app'), files);
  expect(await compile(shop.folder, ['app'])).toBe('');
  silent = createServer(() => undefined);
  silentHttp2 = createHttp2Server(() => undefined);
  const names = [...(files.get('src/generated/env.ts') ?? '').matchAll(/required\('(\w+)'\)/g)].map(([, name]) => name);
  const url = await address(silent);
  for (const name of names) vi.stubEnv(name ?? '', name?.endsWith('_URL') === true ? `${url}/1/any` : 'any');
  for (const [name, value] of Object.entries({
    AWS_ENDPOINT_URL: url,
    AWS_ENDPOINT_URL_KINESIS: await address(silentHttp2),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'none',
    AWS_SECRET_ACCESS_KEY: 'none',
  }))
    vi.stubEnv(name, value);
}, 120_000);

async function address(server: Server | Http2Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

afterAll(async () => {
  vi.unstubAllEnvs();
  silent.closeAllConnections();
  silent.close();
  silentHttp2.close();
  await shop.dispose();
});

const TICK_MS = 25;

test.concurrent.each(callers)('a function that %s gives up by itself', { timeout: 10_000 }, async (id) => {
  const { handler } = createRequire(join(shop.folder, 'worker.js'))(
    join(shop.folder, 'app/src/handlers', id, 'index.js'),
  ) as { handler(event: unknown, context: unknown): Promise<unknown> };
  // Ticks are not caught up with: a machine that is busy with others makes none of the time that the handler has.
  let ticks = 0;
  const clock = setInterval(() => ticks++, TICK_MS);
  await expect(handler({ id: 'one' }, {})).rejects.toThrow(
    /TimeoutError|Request aborted|requestTimeout|timed out|aborted due to timeout/,
  );
  clearInterval(clock);
  expect((ticks * TICK_MS) / 1000).toBeLessThan(TIMEOUT);
});

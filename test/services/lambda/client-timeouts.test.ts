/** How long the clients of generated handlers wait: a call that gets no answer must leave the function time to say so. */
import { describe, expect, test } from 'vitest';
import { exportCdk } from '#shared/cdk/export';
import { type Drawn, drawing } from '../../support/drawing';

interface Times {
  readonly attempts: number;
  /** Seconds until a try without an answer is given up, its connection included. */
  readonly attempt: number;
}

const files = async (drawn: Drawn) =>
  (await exportCdk(drawing(drawn), undefined, { version: '1.2.3', force: true })).files;

function readTypescript(text: string): readonly Times[] {
  const client = /maxAttempts: (\d+),[^{]*requestHandler: \{[^}]*requestTimeout: (\d+)/g;
  const waits = /AbortSignal\.timeout\((\d+)\)/g;
  return [
    ...[...text.matchAll(client)].map(([, attempts, request]) => ({
      attempts: Number(attempts),
      attempt: Number(request) / 1000,
    })),
    ...[...text.matchAll(waits)].map(([, all]) => ({ attempts: 1, attempt: Number(all) / 1000 })),
  ];
}

function readPython(text: string): readonly Times[] {
  const client = /connect_timeout=([\d.]+), read_timeout=([\d.]+), retries=.*"total_max_attempts": (\d+)/g;
  return [...text.matchAll(client)].map(([, connect, read, attempts]) => ({
    attempts: Number(attempts),
    attempt: Number(connect) + Number(read),
  }));
}

const LANGUAGES = [
  ['TypeScript', 'nodejs24.x', 'index.ts', readTypescript],
  ['Python', 'python3.14', 'index.py', readPython],
] as const;

/** The longest waits between tries: 50 ms, doubled each time, up to 20 s (the SDKs' reference, retry behaviour). */
const longestWaits = (attempts: number) =>
  Array.from({ length: attempts - 1 }, (_, retry) => Math.min(20, 0.05 * 2 ** retry)).reduce(
    (sum, each) => sum + each,
    0,
  );

describe.each(LANGUAGES)('clients in %s', (_language, runtime, file, read) => {
  test.each([3, 6, 30, 60, 900])(
    'have made all their tries before the %i s of the function are over',
    async (timeout) => {
      const written = await files({
        resources: {
          fn: ['lambda', { timeout, runtime }],
          queue: ['sqs'],
          topic: ['sns'],
          stream: ['kinesis'],
          table: ['dynamodb'],
          bucket: ['s3'],
          bus: ['eventbridge'],
          other: ['lambda'],
          again: ['sqs'],
        },
        connections: [
          ['lambda/send-message', 'fn', 'queue'],
          ['lambda/send-message', 'fn', 'again', { attempts: 1 }],
          ['lambda/publish', 'fn', 'topic'],
          ['lambda/put-record', 'fn', 'stream'],
          ['lambda/write-items', 'fn', 'table'],
          ['lambda/write-objects', 'fn', 'bucket'],
          ['lambda/put-events', 'fn', 'bus'],
          ['lambda/invoke-async', 'fn', 'other'],
        ],
      });
      const clients = read(written.get(`src/handlers/fn/${file}`) ?? '');
      expect(clients).toHaveLength(8);
      for (const { attempts, attempt } of clients)
        expect(attempts * attempt + longestWaits(attempts)).toBeLessThan(timeout);
    },
  );

  test.each([
    [30, 10],
    [10, 10],
    [10, 60],
    [900, 300],
  ])('wait as long as they can for a function: %i s for one that may run for %i s', async (timeout, other) => {
    const written = await files({
      resources: {
        fn: ['lambda', { timeout, runtime }],
        other: ['lambda', { timeout: other }],
        quick: ['lambda', { timeout: 1 }],
      },
      connections: [
        ['lambda/invoke', 'fn', 'other'],
        ['lambda/invoke', 'fn', 'quick'],
        ['lambda/invoke-async', 'fn', 'quick'],
      ],
    });
    const [handsOver = 0, ...waits] = read(written.get(`src/handlers/fn/${file}`) ?? '')
      .map(({ attempt }) => attempt)
      .toSorted((a, b) => a - b);
    expect(handsOver).toBeLessThanOrEqual(Math.min(10, timeout / 3));
    expect(waits.length).toBeGreaterThan(0);
    for (const each of waits) expect(each).toBeGreaterThanOrEqual(Math.max(other, timeout - 1));
  });
});

test('messages of a large batch, worked on side by side, may wait for a socket of the SDK', async () => {
  const connectsIn = async (batchSize: number, type: string) => {
    const written = await files({
      resources: { queue: ['sqs', { type }], fn: ['lambda', { timeout: 30 }], table: ['dynamodb'] },
      connections: [
        ['lambda/queue-event-source', 'queue', 'fn', { batchSize, batchingWindow: 1, reportBatchItemFailures: true }],
        ['lambda/write-items', 'fn', 'table'],
      ],
    });
    return /connectionTimeout: (\d+)/.exec(written.get('src/handlers/fn/index.ts') ?? '')?.[1];
  };
  expect(await connectsIn(50, 'standard')).toBe('1100');
  expect(await connectsIn(51, 'standard')).toBeUndefined();
});

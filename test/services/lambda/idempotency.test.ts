import { describe, expect, it } from 'vitest';
import type { Config } from '#shared/model/graph';
import { keepsKeys, keyLifetime } from '#shared/services/lambda/idempotency';
import { billed, linesOf, quantityOf, usdOf } from '../../support/billed';
import { type Drawn, drawing } from '../../support/drawing';

const DAY = 86_400;
const MONTH = 2_628_000;
const KEEPS = { isIdempotent: true, idempotencyTable: true };

const aWorker = (worker: Config, queue: Config = {}): Drawn => ({
  resources: { sender: ['client', { rate: 10 }], queue: ['sqs', queue], worker: ['lambda', worker] },
  connections: [
    ['client/send-message', 'sender', 'queue'],
    ['lambda/queue-event-source', 'queue', 'worker'],
  ],
});

const called = (...kinds: readonly string[]): Drawn => ({
  resources: {
    ...Object.fromEntries(kinds.map((_, at) => [`client-${at}`, ['client', { rate: 10 }] as const])),
    worker: ['lambda', KEEPS],
  },
  connections: kinds.map((kind, at) => [kind, `client-${at}`, 'worker'] as const),
});

const lifetime = (drawn: Drawn): number | undefined => {
  const fn = drawing(drawn).resources.find(({ id }) => id === 'worker') as Parameters<typeof keepsKeys>[0];
  return keepsKeys(fn) ? keyLifetime(fn) : undefined;
};

describe('a table of idempotency keys', () => {
  it('is made where it is asked for and something repeats work', () => {
    expect(lifetime(aWorker({}))).toBeUndefined();
    expect(lifetime(aWorker({ ...KEEPS, isIdempotent: false }))).toBeUndefined();
    expect(lifetime(called('client/invoke', 'client/function-url'))).toBeUndefined();
    expect(lifetime(aWorker(KEEPS))).toBe(4 * DAY);
  });

  it('keeps a key for as long as what it stands for may come again', () => {
    expect(lifetime(aWorker(KEEPS, { retention: 14 * DAY }))).toBe(14 * DAY);
    // Six hours in Lambda's queue, and the last attempt with what went before it.
    expect(lifetime(called('client/invoke-async'))).toBe(7 * 3600);
  });

  it('costs two writes for each message, and the keys that it keeps', async () => {
    const month = await billed(aWorker(KEEPS));
    expect(quantityOf(month, 'dynamodb/od_write')).toBeCloseTo(10 * 2 * MONTH, 3);
    // 0.625 USD a million writes in us-east-1.
    expect(usdOf(month, 'dynamodb/od_write')).toBeCloseTo(32.85, 2);
    expect(quantityOf(month, 'dynamodb/storage')).toBeCloseTo((10 * 4 * DAY * 300) / 1024 ** 3, 6);
    expect(linesOf(await billed(aWorker({ isIdempotent: true })), 'dynamodb/od_write')).toEqual([]);
  });

  it('is asked at each attempt of a function that fails', async () => {
    const month = await billed({
      resources: { web: ['client', { rate: 10 }], worker: ['lambda', { ...KEEPS, errorRate: 0.5 }] },
      connections: [['client/invoke-async', 'web', 'worker']],
    });
    expect(quantityOf(month, 'dynamodb/od_write')).toBeCloseTo(10 * (1 + 0.5 + 0.25) * 2 * MONTH, 3);
  });

  it('is asked for calls that wait too where the same code takes events: nothing tells them apart', async () => {
    const writes = async (...kinds: readonly string[]): Promise<number> =>
      quantityOf(await billed(called(...kinds)), 'dynamodb/od_write') / (10 * 2 * MONTH);
    expect(await writes('client/invoke-async')).toBeCloseTo(1, 9);
    expect(await writes('client/invoke-async', 'client/function-url')).toBeCloseTo(1, 9);
    expect(await writes('client/invoke-async', 'client/invoke')).toBeCloseTo(2, 9);
  });
});

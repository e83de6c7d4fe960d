/**
 * Work that circles, as AWS ends it: about 16 passes of a function, then the caller's error, the failure destination or
 * the dead-letter queue (invocation-recursion). Beside the capacity engine's figures stands a run of the same drawing.
 */
import { describe, expect, it } from 'vitest';
import { loadPrices } from '#shared/cost/regions';
import type { ProjectDocument } from '#shared/document/schema';
import { evaluate } from '#shared/evaluation/evaluate';
import { agreementOf } from '#shared/report/agreement';
import { services } from '#shared/services/registry';
import { aBucket, aClient, aDocument, aFunction, aQueue, aStream, aTopic, graphOf, joined } from '../support/builders';
import { always, simulateGraph } from '../support/simulated';

const prices = (await loadPrices('us-east-1'))!;
const evaluated = (document: ProjectDocument) => evaluate(document, services, prices);
/** Seventeen passes of a function that takes a second, and receives of what is stopped. */
const ROUND = { warmUp: 120, duration: 240, replications: 3, arrivals: 'even' } as const;
const unlike = (document: ProjectDocument) =>
  agreementOf(simulateGraph(graphOf(document), ROUND), evaluated(document), document);

const worker = { duration: always(1), timeout: 5, coldStart: 0 };

/** A bucket that tells a function of its objects, which writes so many for each. */
const bucketLoop = (callsPerInvocation: number, rate = 2) =>
  aDocument(
    aClient('client', { rate }),
    aBucket(),
    aFunction('worker', worker),
    joined('client/write-objects', 'client', 'bucket'),
    joined('s3/function-notification', 'bucket', 'worker'),
    joined('lambda/write-objects', 'worker', 'bucket', { callsPerInvocation }),
  );

const queueLoop = aDocument(
  aClient('client', { rate: 2 }),
  aQueue('queue', { visibilityTimeout: 30 }),
  aQueue('failed'),
  aFunction('worker', worker),
  joined('client/send-message', 'client', 'queue'),
  joined('lambda/queue-event-source', 'queue', 'worker', { batchSize: 1 }),
  joined('lambda/send-message', 'worker', 'queue'),
  joined('sqs/redrive', 'queue', 'failed', { maxReceiveCount: 3 }),
);

/** Two functions that hand work to one another by a topic and by an invocation of which the answer is not awaited. */
const ring = aDocument(
  aClient('client', { rate: 1 }),
  aTopic(),
  aFunction('first', worker),
  aFunction('second', worker),
  joined('client/publish', 'client', 'topic'),
  joined('sns/function-subscription', 'topic', 'first'),
  joined('lambda/invoke-async', 'first', 'second'),
  joined('lambda/publish', 'second', 'topic'),
);

/** An attempt that fails writes nothing: of three attempts at 20 % errors 0.99 of the work comes to its writes. */
const failingLoop = aDocument(
  aClient('client', { rate: 2 }),
  aBucket(),
  aFunction('worker', { ...worker, errorRate: 0.2, asyncRetryAttempts: 0 }),
  joined('client/write-objects', 'client', 'bucket'),
  joined('s3/function-notification', 'bucket', 'worker'),
  joined('lambda/write-objects', 'worker', 'bucket'),
);

/** A queue of which the filter lets one message in a hundred through, into the loop of a bucket. */
const filtered = aDocument(
  aClient('client', { rate: 100 }),
  aQueue(),
  aBucket(),
  aFunction('worker', worker),
  joined('client/send-message', 'client', 'queue'),
  joined('lambda/queue-event-source', 'queue', 'worker', { batchSize: 1, filterShare: 0.01 }),
  joined('lambda/write-objects', 'worker', 'bucket'),
  joined('s3/function-notification', 'bucket', 'worker'),
);

/** What succeeds is written again by the destination, in place of the code. */
const bySuccess = aDocument(
  aClient('client', { rate: 2 }),
  aFunction('worker', worker),
  aTopic(),
  joined('client/publish', 'client', 'topic'),
  joined('sns/function-subscription', 'topic', 'worker'),
  joined('lambda/on-success-topic', 'worker', 'topic'),
);

/** One run in a hundred goes round by a stream, which AWS does not follow: to it that is new work. */
const halfSeen = aDocument(
  aClient('client', { rate: 1 }),
  aBucket(),
  aFunction('worker', worker),
  aStream(),
  aFunction('reader', { ...worker, duration: always(0.01) }),
  joined('client/write-objects', 'client', 'bucket'),
  joined('s3/function-notification', 'bucket', 'worker'),
  joined('lambda/write-objects', 'worker', 'bucket'),
  joined('lambda/put-record', 'worker', 'stream', { callsPerInvocation: 0.01 }),
  joined('lambda/stream-event-source', 'stream', 'reader'),
  joined('lambda/write-objects', 'reader', 'bucket'),
);

describe('a function that writes what it is told of again', () => {
  const { convergence, overflow, resources, sustains } = evaluated(bucketLoop(1));

  it('runs sixteen times for each object, and the seventeenth event is lost', () => {
    expect(convergence.converged).toBe(true);
    expect(resources['worker']?.offeredPerSecond).toBeCloseTo(2 * 17, 6);
    expect(resources['worker']?.completedPerSecond).toBeCloseTo(2 * 16, 6);
    expect(overflow).toMatchObject([{ ends: 'lost', resource: 'worker' }]);
    expect(overflow[0]?.rate).toBeCloseTo(2, 6);
  });

  it('sustains a sixteenth of what it would without the loop', () => {
    const straight = evaluated(bucketLoop(0));
    expect(straight.sustains!.perSecond / sustains!.perSecond).toBeCloseTo(16, 4);
  });
});

it.each([
  ['half of the work comes back', 2, 0.5, 2 * (1 - 0.5 ** 16) * 2, 2 * 0.5 ** 16],
  ['each piece makes two', 0.01, 2, 0.01 * (2 ** 16 - 1), 0.01 * 2 ** 16],
])('where %s, the passes add up', (_, rate, callsPerInvocation, runs, lost) => {
  const { convergence, overflow, resources } = evaluated(bucketLoop(callsPerInvocation, rate));
  expect(convergence.converged).toBe(true);
  expect(resources['worker']?.completedPerSecond).toBeCloseTo(runs, 3);
  expect(overflow[0]?.rate).toBeCloseTo(lost, 3);
});

describe('a loop by a stream, which AWS does not see', () => {
  const streamLoop = (callsPerInvocation: number) =>
    aDocument(
      aClient('client', { rate: 1 }),
      aStream(),
      aFunction('worker', { ...worker, duration: always(0.01) }),
      joined('client/put-record', 'client', 'stream'),
      joined('lambda/stream-event-source', 'stream', 'worker'),
      joined('lambda/put-record', 'worker', 'stream', { callsPerInvocation }),
    );

  it.each([1, 1.5])('sustains no load where each record makes %d, and no quota is large enough', (many) => {
    const { findings, ladder, quotaRequests, sustains } = evaluated(streamLoop(many));
    expect(sustains).toMatchObject({ perSecond: 0, limit: 'capacity/endless' });
    expect(ladder.filter(({ resource }) => resource !== 'client')).toEqual([]);
    expect(quotaRequests).toEqual([]);
    expect(findings.map(({ rule }) => rule)).toContain('check/loops-are-detected');
  });

  it('that dies out slowly is summed to its end', () => {
    const { convergence, resources, sustains } = evaluated(streamLoop(0.99));
    expect(convergence.converged).toBe(true);
    expect(resources['stream']?.offeredPerSecond).toBeCloseTo(1 / (1 - 0.99), 3);
    const straight = evaluated(streamLoop(0)).sustains!;
    expect(straight.perSecond / sustains!.perSecond).toBeCloseTo(100, 2);
  });
});

it('a message that circles by a queue is stopped at each receive, and becomes a dead letter', () => {
  const { overflow, resources } = evaluated(queueLoop);
  expect(resources['worker']?.completedPerSecond).toBeCloseTo(2 * 16, 6);
  expect(resources['failed']?.offeredPerSecond).toBeCloseTo(2, 6);
  expect(overflow).toMatchObject([{ ends: 'dead-letter queue', resource: 'queue', at: 'failed' }]);
  // Three receives of each, hidden for the visibility timeout, beside what is worked on for a second.
  expect(resources['queue']?.inFlight).toBeCloseTo(2 * 3 * 30 + 2 * 16, 1);
});

it('an attempt that fails sends nothing on', () => {
  const { resources } = evaluated(failingLoop);
  // 2 × (1 + 0.8 + 0.8² …), sixteen passes.
  expect(resources['worker']?.offeredPerSecond).toBeCloseTo((2 * (1 - 0.8 ** 17)) / 0.2, 6);
});

it('what a filter leaves out does not pass for fresh work', () => {
  const { resources, overflow } = evaluated(filtered);
  expect(resources['bucket']?.offeredPerSecond).toBeCloseTo(16, 6);
  expect(overflow).toMatchObject([{ ends: 'lost', resource: 'worker' }]);
  expect(overflow[0]?.rate).toBeCloseTo(1, 6);
});

it('a loop that AWS follows ends although another way round passes a stream', () => {
  const { convergence, findings, resources, sustains } = evaluated(halfSeen);
  expect(convergence.converged).toBe(true);
  expect(sustains?.perSecond).toBeGreaterThan(0);
  expect(findings.map(({ rule }) => rule)).not.toContain('check/loops-are-detected');
  expect(resources['worker']?.completedPerSecond).toBeCloseTo(16 / (1 - 0.16), 3);
});

it('each function of a ring runs sixteen times', () => {
  const { convergence, resources } = evaluated(ring);
  expect(convergence.converged).toBe(true);
  expect(resources['first']?.completedPerSecond).toBeCloseTo(16, 6);
  expect(resources['second']?.completedPerSecond).toBeCloseTo(16, 6);
});

it.each([
  ['a bucket', bucketLoop(1)],
  ['a bucket to which half comes back', bucketLoop(0.5)],
  ['a queue', queueLoop],
  ['a ring of two functions', ring],
  ['a bucket whose function fails at times', failingLoop],
  ['a destination of what succeeds', bySuccess],
  ['a bucket, with a way round by a stream', halfSeen],
])('a run of a loop by %s is what the capacity engine computes', (_, document) => {
  expect(unlike(document)).toEqual({ otherLoads: [], disagreements: [] });
});

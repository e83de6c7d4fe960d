import { describe, expect, it } from 'vitest';
import { laneBatch, onDemandShards, queueBatch } from '#shared/queueing/gathering';

describe('a batch of a queue', () => {
  const few = { rate: 100, pollers: 5, fixed: 0.2, perRecord: 0, window: 0, maxBatch: 10 };

  it('is what gathers for each poller while the batch before it is worked on', () => {
    expect(queueBatch(few)).toBeCloseTo(4);
    expect(queueBatch({ ...few, perRecord: 0.01 })).toBeCloseTo(5);
  });

  it('is full where messages come faster than their work', () => {
    expect(queueBatch({ ...few, rate: 10_000 })).toBe(10);
    expect(queueBatch({ ...few, perRecord: 0.05 })).toBe(10);
  });

  it('is filled by a window', () => {
    expect(queueBatch({ ...few, rate: 10, window: 2 })).toBe(5);
  });
});

describe('a batch of a lane', () => {
  const lane = {
    arrivalRate: 20,
    window: 0,
    maxBatch: 100,
    duration: () => 0.01,
    pollInterval: 1,
    sharesPolls: false,
  };

  it('is what one poll fetches where polls are rare', () => {
    expect(laneBatch(lane)).toBeCloseTo(20, 5);
  });

  it('is small where records are pushed', () => {
    expect(laneBatch({ ...lane, pollInterval: undefined })).toBeLessThan(2);
  });
});

it('an on-demand stream has four shards at first, and then twice what its load needs', () => {
  expect(onDemandShards(10, 100)).toBe(4);
  expect(onDemandShards(10_000, 100)).toBe(20);
  expect(onDemandShards(10_000, 10_000)).toBe(200);
});

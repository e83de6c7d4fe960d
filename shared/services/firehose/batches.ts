/** How records gather into batches, and how often a batch is sent again. */
import { type Backoff } from '#shared/model/backoff';
import { MIB } from '#shared/model/unit';
import { batchByWindow } from '#shared/queueing/batches';

/** More records than this in one batch cannot come in any interval. */
const MOST_RECORDS = 1e12;

/** Records travel to functions and endpoints as base64: four bytes for three (firehose data-transformation, 2026-11-23). */
export const BASE64 = 4 / 3;

/** AWS states for how long batches are sent again, but not how often: an assumption. */
export const AGAIN: Backoff = { first: 1, longest: 60 };
/** Half of the jitter: mean wait as a share of a step. */
const MEAN_JITTER = 0.75;

/** A buffer is delivered when it is full or so long after its first record. */
export interface Buffer {
  readonly mebibytes: number;
  /** Seconds. */
  readonly interval: number;
}

export interface Gathered {
  /** Records of a batch, mean. */
  readonly records: number;
  readonly batchesPerSecond: number;
  /** Mean time for which a buffer is open, seconds. */
  readonly open: number;
  /** Mean time for which a record waits in it, seconds: all of it for the first, half of it for the others. */
  readonly wait: number;
}

/** Records after which a buffer is full, whatever the last one adds. @param size mean bytes of a record */
export const fullAt = ({ mebibytes }: Pick<Buffer, 'mebibytes'>, size: number): number =>
  Math.max(1, Math.min(MOST_RECORDS, Math.ceil((mebibytes * MIB) / Math.max(1, size))));

/** @param rate records a second @param size mean bytes of a record */
export function gather(rate: number, size: number, buffer: Buffer): Gathered {
  const { meanBatch, meanWindow, invocationsPerSecond } = batchByWindow({
    arrivalRate: rate,
    window: buffer.interval,
    maxBatch: fullAt(buffer, size),
  });
  return {
    records: meanBatch,
    batchesPerSecond: invocationsPerSecond,
    open: meanWindow,
    wait: (meanWindow * (meanBatch + 1)) / (2 * meanBatch),
  };
}

/** Attempts after the first that begin within so many seconds of waiting. */
export function attemptsWithin(seconds: number): number {
  let waited = 0;
  for (let attempts = 0; ; attempts++) {
    waited += MEAN_JITTER * Math.min(AGAIN.longest, AGAIN.first * 2 ** attempts);
    if (waited > seconds) return attempts;
  }
}

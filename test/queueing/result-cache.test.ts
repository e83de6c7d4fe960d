import { describe, expect, it } from 'vitest';
import { missShare } from '#shared/queueing/result-cache';

const sure = { answerTime: 0, success: 1 };

/** Counts over many requests, one after the other: numbers of a linear congruential generator, so that no run differs. */
function counted(rate: number, timeToLive: number, answerTime: number, success: number): number {
  let state = 1;
  const next = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let [now, kept, asks] = [0, -1, 0];
  let answers: number[] = [];
  const requests = 400_000;
  for (let request = 0; request < requests; request++) {
    now -= Math.log(next()) / rate;
    for (const at of answers) if (at <= now && at > kept) kept = at + timeToLive;
    answers = answers.filter((at) => at > now);
    if (now < kept) continue;
    asks++;
    if (next() < success) answers.push(now + answerTime);
  }
  return asks / requests;
}

describe('a result that is kept for a while', () => {
  it('is asked for once in 1 + λT requests', () => {
    expect(missShare({ ...sure, arrivalRate: 0.1, timeToLive: 300 })).toBeCloseTo(1 / 31, 12);
  });

  it('is asked for each time where it is not kept, or where nobody ever gets one', () => {
    expect(missShare({ ...sure, arrivalRate: 5, timeToLive: 0 })).toBe(1);
    expect(missShare({ arrivalRate: 5, timeToLive: 300, answerTime: 1, success: 0 })).toBe(1);
  });

  it.each([
    [2, 5, 0, 1],
    [2, 5, 0, 0.3],
    [2, 5, 1.5, 1],
    [2, 5, 1.5, 0.3],
  ])('at %d requests a second kept for %d s, answered in %d s with success %d, counts the same', (...given) => {
    const [arrivalRate, timeToLive, answerTime, success] = given;
    expect(missShare({ arrivalRate, timeToLive, answerTime, success })).toBeCloseTo(counted(...given), 2);
  });
});

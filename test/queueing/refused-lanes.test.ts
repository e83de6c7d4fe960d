import { describe, expect, it } from 'vitest';
import { freeTime, refusedLanes } from '#shared/queueing/refused-lanes';

const lanes = { lanes: 8, batch: 10, taken: 60, attempts: 1.25, fixed: 0.1, work: 0.4, pause: 1, oneByOne: false };

describe('lanes that are refused', () => {
  it('spend all their time on attempts, on the work of those that are taken, and on pauses', () => {
    const { lanes: count, batch, taken, fixed, work, pause } = lanes;
    const { attempts, records } = refusedLanes(lanes);
    const accepted = taken / batch;
    const ended = accepted / lanes.attempts;
    expect(attempts * fixed + accepted * work + (attempts - ended) * pause).toBeCloseTo(count, 9);
    expect(records).toBeCloseTo(attempts * batch, 9);
  });

  it('ask once in each pause where nothing is taken', () => {
    expect(refusedLanes({ ...lanes, taken: 0 }).attempts).toBeCloseTo(8 / 1.1, 9);
  });

  it('try only the records that were refused again, where those are refused one by one', () => {
    const whole = refusedLanes(lanes);
    const parts = refusedLanes({ ...lanes, oneByOne: true });
    expect(parts.attempts).toBeCloseTo(whole.attempts, 9);
    expect(parts.records).toBeLessThan(whole.records);
    expect(parts.records).toBeGreaterThan(lanes.taken);
  });
});

describe('a server that few lanes compete for', () => {
  it('stands free until its own lane calls again, where no other waits', () => {
    expect(freeTime({ lanes: 4, busy: 4, again: 0.05, pause: 1 })).toBeCloseTo(0.05, 9);
  });

  it('stands free for a shorter time the more there are, and for none where each calls again at once', () => {
    const few = freeTime({ lanes: 8, busy: 4, again: 0.05, pause: 1 });
    const many = freeTime({ lanes: 80, busy: 4, again: 0.05, pause: 1 });
    expect(few).toBeLessThan(0.05);
    expect(many).toBeLessThan(few);
    expect(freeTime({ lanes: 8, busy: 4, again: 0, pause: 1 })).toBe(0);
  });
});

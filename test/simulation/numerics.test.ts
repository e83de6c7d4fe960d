/** The kernel's own arithmetic: fixed e^x and ln x, variates, histogram, calendar, load. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Message from '#shared/model/message';
import { seconds } from '#shared/model/unit';
import { ArrivalClock } from '#shared/simulation/arrival-clock';
import { GIVEN } from '#shared/simulation/clock';
import { EventCalendar } from '#shared/simulation/event-calendar';
import { exp, log } from '#shared/simulation/exp-log';
import { Histogram, percentile, total } from '#shared/simulation/histogram';
import { Load } from '#shared/simulation/load-profile';
import { MessagePool, PoolExhausted } from '#shared/simulation/message-pool';
import { streamState } from '#shared/simulation/seed';
import { exponentialStream, lawStream, uniformStream, type VariateStream } from '#shared/simulation/variate-stream';
import { ZipfRanks } from '#shared/simulation/zipf-ranks';

const state = (purpose: string, replication = 0): Int32Array => streamState(1, replication, 'test', purpose);

function after(calendar: EventCalendar, delay: number, event: number): void {
  calendar.clock[GIVEN] = delay;
  calendar.after(event);
}

describe('e^x and ln x', () => {
  it('are within two units in the last place of the platform’s', () => {
    fc.assert(
      fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => {
        expect(Math.abs(exp(x) - Math.exp(x))).toBeLessThanOrEqual(5e-16 * Math.exp(x));
      }),
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => {
        expect(Math.abs(log(x) - Math.log(x))).toBeLessThanOrEqual(5e-16 * Math.abs(Math.log(x)) + 1e-16);
      }),
    );
  });

  it('meet at the ends', () => {
    expect(exp(0)).toBe(1);
    expect(log(1)).toBe(0);
    expect(exp(1000)).toBe(Infinity);
    expect(exp(-1000)).toBe(0);
  });
});

describe('variates', () => {
  const draw = (stream: VariateStream, count = 200_000): Float64Array =>
    Float64Array.from({ length: count }, () => stream.next());
  const moments = (values: Float64Array): { mean: number; scv: number } => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return { mean, scv: variance / mean ** 2 };
  };
  /** Largest distance from a distribution function (Kolmogorov); 1.63/√n is passed once in a hundred times. */
  const distance = (values: Float64Array, cdf: (x: number) => number): number => {
    const sorted = values.toSorted();
    let most = 0;
    sorted.forEach((value, i) => {
      most = Math.max(most, Math.abs(cdf(value) - i / sorted.length), Math.abs(cdf(value) - (i + 1) / sorted.length));
    });
    return most * Math.sqrt(sorted.length);
  };

  it('uniform', () => {
    const values = draw(uniformStream(state('uniform')));
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(distance(values, (x) => x)).toBeLessThan(1.63);
  });

  it('exponential, to its tail', () => {
    const values = draw(exponentialStream(state('exponential')));
    expect(distance(values, (x) => 1 - Math.exp(-x))).toBeLessThan(1.63);
    const beyond = values.filter((value) => value > 7.7).length;
    expect(beyond / values.length / Math.exp(-7.7)).toBeCloseTo(1, 0);
  });

  it('lognormal by its mean and squared coefficient of variation', () => {
    for (const scv of [0.25, 1, 4]) {
      const values = draw(lawStream(state(`lognormal ${scv}`), { distribution: 'lognormal', mean: seconds(0.2), scv }));
      const found = moments(values);
      expect(found.mean).toBeCloseTo(0.2, 2);
      expect(found.scv / scv).toBeCloseTo(1, 0);
      const sigma = Math.sqrt(Math.log(1 + scv));
      const mu = Math.log(0.2) - (sigma * sigma) / 2;
      // Half lie below the median, and 97.7 % below two deviations of the logarithm.
      const below = (x: number): number => values.filter((value) => value < x).length / values.length;
      expect(below(Math.exp(mu))).toBeCloseTo(0.5, 2);
      expect(below(Math.exp(mu + 2 * sigma))).toBeCloseTo(0.97725, 2);
    }
  });

  it('constant, and one without spread', () => {
    expect(lawStream(state('c'), { distribution: 'constant', mean: seconds(3), scv: 0 }).next()).toBe(3);
    expect(lawStream(state('c'), { distribution: 'lognormal', mean: seconds(3), scv: 0 }).next()).toBe(3);
  });

  it('empirical: straight between the percentiles that were measured', () => {
    const values = draw(
      lawStream(state('empirical'), {
        percentiles: [
          [0, 1],
          [0.5, 2],
          [0.99, 10],
          [1, 100],
        ],
      }),
    );
    const below = (x: number): number => values.filter((value) => value <= x).length / values.length;
    expect(below(1.5)).toBeCloseTo(0.25, 2);
    expect(below(2)).toBeCloseTo(0.5, 2);
    expect(below(10)).toBeCloseTo(0.99, 2);
  });

  it('ranks by Zipf: the n-th 1/n as often as the first', () => {
    const ranks = new ZipfRanks(uniformStream(state('zipf')), 1000);
    const counts = new Float64Array(1000);
    for (let i = 0; i < 200_000; i++) counts[ranks.next()]!++;
    const harmonic = Array.from({ length: 1000 }, (_, n) => 1 / (n + 1)).reduce((sum, each) => sum + each, 0);
    expect(counts[0]! / 200_000).toBeCloseTo(1 / harmonic, 2);
    expect(counts[0]! / counts[9]!).toBeCloseTo(10, -0.5);
    expect(counts[999]!).toBeGreaterThan(0);
  });

  it('streams of other purposes, resources and replications have nothing in common', () => {
    const first = (words: Int32Array): number => uniformStream(words).next();
    const all = [
      first(state('a')),
      first(state('b')),
      first(state('a', 1)),
      first(streamState(2, 0, 'test', 'a')),
      first(streamState(1, 0, 'other', 'a')),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(first(state('a'))).toBe(all[0]);
  });
});

describe('the histogram', () => {
  it('gives percentiles within 0.4 % and a microsecond', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (values) => {
          const histogram = new Histogram();
          for (const value of values) histogram.record(value);
          const sorted = values.toSorted((a, b) => a - b);
          for (const share of [0.5, 0.95, 0.99]) {
            const exact = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!;
            expect(Math.abs(percentile(histogram.cells, share) - exact)).toBeLessThanOrEqual(0.008 * exact + 1e-6);
          }
          expect(total(histogram.cells)).toBe(values.length);
        },
      ),
    );
  });

  it('gives the same percentiles when its durations move on to another, and is empty then', () => {
    const durations = Array.from({ length: 1000 }, (_, index) => (index + 1) ** 2 * 1e-5);
    const [latest, whole, out] = [new Histogram(), new Histogram(), new Float64Array(5)];
    for (const duration of durations) latest.record(duration);
    const before = [0.5, 0.95, 0.99].map((share) => percentile(latest.cells, share));
    latest.moveInto(whole, durations.length, out, 1);
    expect([...out]).toEqual([0, ...before, 0]);
    expect(total(latest.cells)).toBe(0);
    expect(total(whole.cells)).toBe(1000);
  });

  it('of nothing is 0', () => expect(percentile(new Histogram().cells, 0.5)).toBe(0));
});

describe('the calendar', () => {
  it('gives events back in order of time, and of equal times in the order in which they were put in', () => {
    const action = fc.record({
      delay: fc.integer({ min: 0, max: 5 }),
      way: fc.constantFrom('heap', 'lane', 'take'),
      lane: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(fc.array(action, { maxLength: 400 }), (actions) => {
        const calendar = new EventCalendar(new Int32Array(16));
        const delays = [1, 3, 0];
        const lanes = delays.map((delay) => calendar.lane(delay, false));
        const expected: { time: number; id: number }[] = [];
        let now = 0;
        let id = 0;
        const take = (): void => {
          expected.sort((a, b) => a.time - b.time || a.id - b.id);
          const next = expected.shift();
          expect(calendar.next(Infinity)).toBe(next?.id ?? -1);
          if (next) now = next.time;
        };
        for (const { way, delay, lane } of actions) {
          if (way === 'take') take();
          else if (way === 'heap') after(calendar, delay, id);
          else calendar.afterLane(lanes[lane]!, id);
          if (way !== 'take') expected.push({ time: now + (way === 'heap' ? delay : delays[lane]!), id: id++ });
        }
        expect(calendar.pending()).toBe(expected.length);
        while (expected.length > 0) take();
        expect(calendar.next(Infinity)).toBe(-1);
      }),
    );
  });

  it('gives thousands of events at a few times in the order in which they were put in', () => {
    const calendar = new EventCalendar(new Int32Array(16));
    const delays = Array.from({ length: 3000 }, (_, id) => (id * 7) % 5);
    delays.forEach((delay, id) => after(calendar, delay, id));
    const given = delays.map(() => calendar.next(Infinity));
    expect(given).toEqual([...delays.keys()].toSorted((a, b) => delays[a]! - delays[b]! || a - b));
    expect(calendar.next(Infinity)).toBe(-1);
  });

  it('drops what is no longer watched', () => {
    const words = new Int32Array(10 * Message.WORDS);
    const calendar = new EventCalendar(words);
    const lane = calendar.lane(5, true);
    for (let message = 0; message < 10; message++) calendar.watch(lane, message, message * Message.WORDS);
    for (const message of [0, 1, 4, 9]) words[message * Message.WORDS + Message.stamp]!++;
    const given: number[] = [];
    for (let event = calendar.next(Infinity); event !== -1; event = calendar.next(Infinity)) given.push(event);
    expect(given).toEqual([2, 3, 5, 6, 7, 8]);
  });

  it('holds events back until their horizon', () => {
    const calendar = new EventCalendar(new Int32Array(16));
    after(calendar, 10, 7);
    expect(calendar.next(10)).toBe(-1);
    expect(calendar.next(10.1)).toBe(7);
  });
});

describe('messages', () => {
  it('are used again, with another stamp, and run out at their cap', () => {
    const pool = new MessagePool(2);
    const first = pool.take(-1);
    const stamp = pool.words[first + Message.stamp]!;
    pool.release(first);
    expect(pool.take(-1)).toBe(first);
    expect(pool.words[first + Message.stamp]).not.toBe(stamp);
    pool.take(-1);
    expect(() => pool.take(-1)).toThrow(PoolExhausted);
    pool.reset();
    expect(pool.words.every((word) => word === 0)).toBe(true);
  });
});

describe('the load over time', () => {
  it('is level, ramps, and is level again', () => {
    const load = new Load({ kind: 'ramp', from: 1, to: 3, over: 10 }, [], 100);
    expect([0, 5, 10, 50].map((time) => load.at(time))).toEqual([1, 2, 3, 3]);
    expect(load.integral(20)).toBeCloseTo(20 + 30, 10);
  });

  it('has kicks on top, several at once too', () => {
    const load = new Load(
      { kind: 'constant' },
      [
        { at: 10, for: 10, factor: 10 },
        { at: 15, for: 10, factor: 2 },
      ],
      100,
    );
    expect([5, 12, 17, 22, 30].map((time) => load.at(time))).toEqual([1, 10, 20, 2, 1]);
  });

  it('is a sine over a day', () => {
    const load = new Load({ kind: 'daily', low: 0.2, high: 1.8 }, [], 86_400);
    for (const hour of [0, 3, 6, 7, 12, 18, 23]) {
      expect(load.at(hour * 3600)).toBeCloseTo(1 - 0.8 * Math.cos((2 * Math.PI * hour) / 24), 3);
    }
  });

  it('spaces even arrivals so that each is worth the same load', () => {
    const clock = new Float64Array(3);
    const load = new Load(
      {
        kind: 'trace',
        points: [
          [0, 0],
          [10, 2],
          [10.5, 0],
        ],
      },
      [],
      100,
    );
    const arrivals = new ArrivalClock(clock, load, 1, undefined);
    const times: number[] = [];
    for (let gap = arrivals.next(); gap < Infinity; gap = arrivals.next()) {
      clock[0]! += gap;
      times.push(clock[0]!);
    }
    expect(times).toHaveLength(10);
    times.forEach((time, i) => expect(load.integral(time)).toBeCloseTo(i + 1, 9));
  });
});

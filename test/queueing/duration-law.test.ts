/** Laws of durations, put one after the other and side by side, held against closed forms. */
import { describe, expect, it } from 'vitest';
import {
  always,
  discrete,
  either,
  firstOf,
  inTurn,
  lastOf,
  meanOf,
  notBefore,
  ofShare,
  shareOf,
} from '#shared/queueing/duration-law';

const exponential = (mean: number) => discrete({ distribution: 'exponential', mean, scv: 1 });
const lognormal = (mean: number, scv: number) => discrete({ distribution: 'lognormal', mean, scv });

/** Share of a standard normal distribution up to x, by Simpson's rule. */
function normal(x: number): number {
  const steps = 2000;
  const width = (x + 10) / steps;
  let sum = 0;
  for (let at = 0; at <= steps; at++) {
    const weight = at === 0 || at === steps ? 1 : at % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-((-10 + at * width) ** 2) / 2);
  }
  return (sum * width) / 3 / Math.sqrt(2 * Math.PI);
}

describe('a law in pieces', () => {
  it.each([0.1, 1, 4, 20])('of scv %d keeps its mean and all of its share', (scv) => {
    const law = lognormal(3, scv);
    expect(meanOf(law)).toBeCloseTo(3, 9);
    expect(shareOf(law)).toBeCloseTo(1, 12);
  });

  it('ends where what it measures is cut off', () => {
    const law = discrete({ distribution: 'exponential', mean: 2, scv: 1 }, 3);
    expect(law.times.at(-1)).toBeCloseTo(3, 9);
    expect(meanOf(law)).toBeCloseTo(2 * (1 - Math.exp(-1.5)), 9);
  });
});

describe('at once', () => {
  it.each([2, 3, 10, 40])('the last of %d exponential times comes after the harmonic number of means', (count) => {
    const last = lastOf(Array.from({ length: count }, () => exponential(1)));
    const harmonic = Array.from({ length: count }, (_, at) => 1 / (at + 1)).reduce((sum, each) => sum + each);
    expect(Math.abs(meanOf(last) / harmonic - 1)).toBeLessThan(0.005);
  });

  it.each([0.25, 1, 4])('the later of two lognormal times of scv %d comes after 2 Φ(σ/√2) means', (scv) => {
    const later = meanOf(lastOf([lognormal(1, scv), lognormal(1, scv)]));
    expect(Math.abs(later / (2 * normal(Math.sqrt(Math.log(1 + scv) / 2))) - 1)).toBeLessThan(0.005);
  });

  it('the first of two exponential times has both rates', () => {
    expect(Math.abs(meanOf(firstOf([exponential(1), exponential(0.5)])) / (1 / 3) - 1)).toBeLessThan(0.005);
  });

  it('never comes whole where one may not come at all, and comes first where the other does not', () => {
    const seldom = ofShare(always(1), 0.25);
    expect(shareOf(lastOf([seldom, always(2)]))).toBeCloseTo(0.25, 12);
    expect(shareOf(firstOf([seldom, ofShare(always(2), 0.5)]))).toBeCloseTo(1 - 0.75 * 0.5, 12);
  });
});

describe('one after the other', () => {
  it('two exponential times make an Erlang law: the later of two such takes 2.75 means', () => {
    const both = inTurn(exponential(1), exponential(1));
    expect(meanOf(both)).toBeCloseTo(2, 9);
    expect(Math.abs(meanOf(lastOf([both, both])) / 2.75 - 1)).toBeLessThan(0.005);
  });

  it('keeps shares and means however many points come together', () => {
    const mixed = either(ofShare(inTurn(lognormal(1, 4), exponential(3)), 0.3), ofShare(always(7), 0.5));
    expect(shareOf(mixed)).toBeCloseTo(0.8, 12);
    expect(meanOf(mixed)).toBeCloseTo((0.3 * 4 + 0.5 * 7) / 0.8, 9);
    expect(mixed.times).toEqual(mixed.times.toSorted((one, other) => one - other));
  });
});

it('what has not come just before a time counts what comes at it', () => {
  const law = either(ofShare(always(1), 0.25), ofShare(always(2), 0.5));
  expect([0, 1, 1.5, 2, 3].map((time) => notBefore(law, time))).toEqual([1, 1, 0.75, 0.75, 0.25]);
});

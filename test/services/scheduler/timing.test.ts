import { describe, expect, it } from 'vitest';
import { config } from '#shared/services/scheduler/config';
import { isDateAndTime } from '#shared/services/scheduler/date-and-time';
import { dueAt, duePerSecond, isTogether, peakPerSecond, shortestInterval } from '#shared/services/scheduler/timing';

const schedule = (own: object) => config.parse(own);
const DAY = 86_400;

describe('schedules', () => {
  it.each([
    [{ every: 300 }, 1 / 300],
    [{ schedule: 'cron', cron: '0 2 * * ? *' }, 1 / DAY],
    [{ schedule: 'cron', cron: '0 2 ? * SUN *' }, 1 / (7 * DAY)],
    [{ schedule: 'cron', cron: 'nonsense' }, 0],
    [{ schedule: 'once', dueWithin: 3600 }, 1 / 3600],
  ])('%j are due as often as their expression says', (own, expected) => {
    expect(duePerSecond(schedule(own))).toBeCloseTo(expected, 12);
  });

  it.each([
    ['their minute', { schedule: 'cron' }, 1 / 60],
    ['their window', { schedule: 'cron', flexibleWindow: 900 }, 1 / 900],
    // Three are due within each quarter of an hour of the morning.
    [
      'a window that the next time begins in',
      { schedule: 'cron', cron: '0/5 8-9 * * ? *', flexibleWindow: 900 },
      3 / 900,
    ],
    ['a window longer than the interval', { every: 300, flexibleWindow: 3600 }, 1 / 300],
    ['the whole time, where each has its own', { every: 300, start: 'apart' }, 1 / 300],
    ['the whole time, where each is due once', { schedule: 'once', dueWithin: DAY }, 1 / DAY],
  ])('spread their invocations over %s', (_, own, expected) => {
    expect(peakPerSecond(schedule(own))).toBeCloseTo(expected, 12);
  });

  it('are together where one expression gives the minute', () => {
    expect(isTogether(schedule({ schedule: 'cron' }))).toBe(true);
    expect(isTogether(schedule({ every: 60 }))).toBe(true);
    expect(isTogether(schedule({ every: 60, start: 'apart' }))).toBe(false);
    expect(isTogether(schedule({ schedule: 'once' }))).toBe(false);
  });

  it.each([
    [{ every: 600 }, 600],
    [{ schedule: 'cron', cron: '0,20 2 * * ? *' }, 1200],
    [{ schedule: 'cron', cron: '0 2 * * ? *' }, DAY],
    [{ schedule: 'once' }, undefined],
  ])('%j leave a job at least this time', (own, expected) => {
    expect(shortestInterval(schedule(own))).toBe(expected);
  });

  it('begin a minute after the start of a run', () => {
    const times = (own: object, count: number) => Array.from({ length: count }, (_, n) => dueAt(schedule(own), n));
    expect(times({ every: 300 }, 3)).toEqual([60, 360, 660]);
    expect(times({ schedule: 'cron', cron: '30 2,5 * * ? *' }, 3)).toEqual([60, 60 + 3 * 3600, 60 + DAY]);
    expect(times({ schedule: 'cron', cron: '0 2 ? * SUN *' }, 3)).toEqual([60, 60 + 7 * DAY, 60 + 14 * DAY]);
    expect(times({ schedule: 'cron', cron: '0 2 30 2 ? *' }, 1)).toEqual([Infinity]);
  });
});

it.each([
  ['2027-03-01T09:00:00', true],
  ['2028-02-29T23:59:59', true],
  ['2027-02-29T09:00:00', false],
  ['2027-03-01 09:00', false],
  ['2027-13-01T09:00:00', false],
  ['2027-03-01T24:00:00', false],
  ['', false],
])('%j is a date and time for at(…): %s', (text, expected) => {
  expect(isDateAndTime(text)).toBe(expected);
});

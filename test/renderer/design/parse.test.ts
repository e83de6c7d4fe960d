import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldText } from '../../../renderer/design/format';
import { parseCount, parseField, parseRate, parseRatio, parseSize, parseTime } from '../../../renderer/design/parse';

describe('times', () => {
  it.each([
    ['30', 30],
    ['30 s', 30],
    ['5m', 300],
    ['5 minutes', 300],
    ['250 ms', 0.25],
    ['1h30m', 5400],
    ['1 h 30 min', 5400],
    ['4 d', 345_600],
    ['1.5s', 1.5],
    ['.5 s', 0.5],
    ['1,000 ms', 1],
  ])('%s is %d s', (text, value) => {
    expect(parseTime(text)).toBe(value);
  });

  it.each(['', 'soon', '5 parsecs', '5 m later', '--5', '1h30'])('%s is no time', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});

describe('other quantities', () => {
  it('reads KB as AWS means it', () => {
    expect(parseSize('256 KB')).toBe(262_144);
    expect(parseSize('256 KiB')).toBe(262_144);
    expect(parseSize('1 MiB')).toBe(1_048_576);
    expect(parseSize('77')).toBe(77);
  });

  it.each([
    ['1k/s', 1000],
    ['300/min', 5],
    ['3,600 per hour', 1],
    ['26.28M a month', 10],
    ['12', 12],
  ])('%s is %d a second', (text, value) => {
    expect(parseRate(text)).toBe(value);
  });

  it('takes a count with the unit of its field', () => {
    expect(parseCount('512 MB', 'MB')).toBe(512);
    expect(parseCount('1.5k')).toBe(1500);
    expect(parseCount('many')).toBeUndefined();
  });

  it.each([
    ['10 %', 0.1],
    ['10%', 0.1],
    ['0.1', 0.1],
    ['× 2', 2],
    ['2x', 2],
  ])('%s is a share of %d', (text, value) => {
    expect(parseRatio(text)).toBe(value);
  });
});

it('what a field shows, it reads as the same value', () => {
  const kinds = ['duration', 'size', 'rate', 'count', 'ratio'] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.integer({ min: 0, max: 2_000_000_000 }),
      fc.boolean(),
      (kind, n, isShare) => {
        const value = kind === 'ratio' && isShare ? (n % 1000) / 1000 : kind === 'duration' ? n / 1000 : n;
        const field = { kind, max: isShare ? 1 : 1e12, unit: kind === 'count' ? 'MB' : undefined };
        const described =
          field.unit === undefined ? { kind, max: field.max } : { kind, max: field.max, unit: field.unit };
        expect(parseField(kind, fieldText(described, value), field.unit)).toBeCloseTo(value, 9);
      },
    ),
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compact,
  counted,
  exact,
  fieldText,
  figure,
  inUnit,
  percent,
  rate,
  settingSize,
  settingTime,
  sizeOf,
  time,
  usd,
} from '../../../renderer/design/format';

describe('estimates', () => {
  it.each([
    [0, '0'],
    [0.00001, '<0.001'],
    [0.0123, '0.0123'],
    [12.34, '12.3'],
    [999.6, '1k'],
    [1120, '1.12k'],
    [14_300_000, '14.3M'],
    [-120, '−120'],
    [Infinity, '∞'],
  ])('%d in few characters is %s', (value, text) => {
    expect(compact(value)).toBe(text);
  });

  it.each([
    [4.256, '4.26'],
    [1120.4, '1,120'],
    [-0.0001, '−<0.001'],
  ])('%d in full is %s', (value, text) => {
    expect(figure(value)).toBe(text);
  });

  it('a rate is per second', () => {
    expect(rate(571.4)).toBe('571/s');
  });

  it.each([
    [0, '0 %'],
    [0.0001, '<0.1 %'],
    [0.107, '10.7 %'],
    [0.7, '70 %'],
    [0.99996, '99.9 %'],
    [1, '100 %'],
    [1.644, '164 %'],
    [12.5, '1,250 %'],
    [116_000_000, '>9,999 %'],
  ])('a share of %d is %s', (share, text) => {
    expect(percent(share)).toBe(text);
  });

  it('what is not yet full never reads 100 %', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (share) => {
        expect(percent(share)).not.toBe('100 %');
      }),
    );
  });

  it.each([
    [0, '$0'],
    [0.004, '$<0.01'],
    [5.984, '$5.98'],
    [6289.3, '$6,289'],
  ])('%d dollars are %s', (value, text) => {
    expect(usd(value)).toBe(text);
  });

  it.each([
    [0, '0 s'],
    [1e-111, '0 s'],
    [2e-8, '<0.001 ms'],
    [0.1342, '134 ms'],
    [1.238, '1.24 s'],
    [11_520, '3.2 h'],
    [345_600, '4 d'],
  ])('%d seconds that were computed are %s', (value, text) => {
    expect(time(value)).toBe(text);
  });

  it('a limit is shown in its own unit', () => {
    expect(inUnit(1_048_576, 'B/s')).toBe('1 MiB/s');
    expect(inUnit(0.4, 'ratio')).toBe('40 %');
    expect(inUnit(105.26, 'concurrent')).toBe('105');
  });
});

describe('settings', () => {
  it.each([
    [30, '30 s'],
    [180, '180 s'],
    [300, '5 min'],
    [90, '90 s'],
    [0.25, '250 ms'],
    [0.0005, '0.5 ms'],
    [345_600, '4 d'],
    [129_600, '36 h'],
    [301, '301 s'],
  ])('%d seconds are set as %s', (value, text) => {
    expect(settingTime(value)).toBe(text);
  });

  it.each([
    [262_144, '256 KiB'],
    [1_048_576, '1 MiB'],
    [1000, '1,000 B'],
    [1536, '1.5 KiB'],
  ])('%d bytes are set as %s', (value, text) => {
    expect(settingSize(value)).toBe(text);
    expect(sizeOf(value)).not.toBe('');
  });

  it('keeps every digit', () => {
    expect(exact(0.000125)).toBe('0.000125');
    expect(exact(1_234_567.25)).toBe('1,234,567.25');
  });

  it('a share that may exceed 1 is a multiple, else per cent', () => {
    expect(fieldText({ kind: 'ratio', max: 1 }, 0.3)).toBe('30 %');
    expect(fieldText({ kind: 'ratio', max: 1000 }, 1.5)).toBe('1.5');
  });

  it('counts in words', () => {
    expect(counted(1, 'finding')).toBe('1 finding');
    expect(counted(1200, 'finding')).toBe('1,200 findings');
  });
});

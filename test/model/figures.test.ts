import { describe, expect, it } from 'vitest';
import { figure, grouped, plain, roundToCent, usdText } from '#shared/model/figures';

describe('figures', () => {
  it.each([
    [0.175, 0.18],
    [0.115, 0.12],
    [1.005, 1.01],
    [368.665, 368.67],
    [0.004999, 0],
    [4217.341768, 4217.34],
    [0, 0],
  ])('%d USD rounds half up to %d', (usd, cents) => expect(roundToCent(usd)).toBe(cents));

  it('write prices in full and amounts with their cents', () => {
    expect(plain(1.66667e-5)).toBe('0.0000166667');
    expect(plain(3.09e-8)).toBe('0.0000000309');
    expect(plain(600)).toBe('600');
    expect(grouped(2_628_000)).toBe('2,628,000');
    expect(grouped(57_220.458984375)).toBe('57,220.459');
    expect(grouped(0.5)).toBe('0.5');
    expect(grouped(-1_234_567.5)).toBe('-1,234,567.5');
    expect(grouped(-999)).toBe('-999');
    expect(grouped(1e15)).toBe('1,000,000,000,000,000');
    expect(figure(102.041)).toBe('102.041');
    expect(figure(0.000291)).toBe('0.000291');
    expect(figure(2_628_000)).toBe('2,628,000');
    expect(usdText(1234.5)).toBe('1,234.50 USD');
    expect(usdText(0.000667795)).toBe('0.000668 USD');
    expect(usdText(0)).toBe('0.00 USD');
  });
});

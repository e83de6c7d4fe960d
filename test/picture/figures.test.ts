import { expect, it } from 'vitest';
import { throughput } from '#shared/picture/figures';

it('a card says what comes in where it is not what goes out, and where both have room', () => {
  expect(throughput(1219, 1099)).toEqual({ offered: '1.22k', done: '1.1k' });
  expect(throughput(120, 120.0001)).toEqual({ done: '120' });
  expect(throughput(0.00333, 0.00174)).toEqual({ done: '0.00174' });
});

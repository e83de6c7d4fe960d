import { describe, expect, it } from 'vitest';
import { dividedShares } from '#shared/model/shares';

describe('shares of several ways', () => {
  it('are as stated, and the others have what is left', () => {
    expect(dividedShares([0.5, undefined, undefined])).toEqual([0.5, 0.25, 0.25]);
  });

  it('never come to more than the whole', () => {
    expect(dividedShares([0.6, 0.6])).toEqual([0.5, 0.5]);
    expect(dividedShares([1, undefined, 1])).toEqual([0.5, 0, 0.5]);
  });
});

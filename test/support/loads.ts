import type { LoadCurve } from '#shared/cdk/figures';

/** A spike to three times the drawn load, of which nothing is foretold. */
export const aSpike: LoadCurve = {
  id: 'spike',
  name: 'A spike',
  points: [
    [0, 1],
    [60, 1],
    [60, 3],
    [120, 3],
  ],
  windows: [
    { from: 0, to: 60, factor: 1, expected: {} },
    { from: 60, to: 120, factor: 3, expected: {} },
  ],
};

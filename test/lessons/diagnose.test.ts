import { describe, expect, it } from 'vitest';
import { callerViews, diagnose, type Observation } from '#shared/lessons/diagnose';
import { lessons } from '#shared/lessons/lessons';

const found = (observation: Partial<Observation>): readonly string[] =>
  diagnose({ inLog: undefined, inMetric: undefined, caller: undefined, ...observation }).map(({ id }) => id);

const OBSERVED = [true, false].flatMap((inLog) =>
  [true, false].flatMap((inMetric) => callerViews.map((caller) => ({ inLog, inMetric, caller }))),
);

describe('throttling', () => {
  it('in the log without the metric is that of a call which the code makes', () => {
    expect(found({ inLog: true, inMetric: false, caller: 'nothing' })).toEqual(['call-of-the-code']);
  });

  it('in the metric is that of the function, told apart by what callers see', () => {
    const seen = (caller: Observation['caller']) => found({ inLog: false, inMetric: true, caller });
    expect(seen('429')).toEqual(['refused-to-the-caller']);
    expect(seen('500')).toEqual(['refused-behind-an-api']);
    expect(seen('late')).toEqual(['refused-and-tried-again']);
    expect(seen('nothing')).toEqual(['refused-and-tried-again']);
  });

  it('in both places is two things at once', () => {
    expect(found({ inLog: true, inMetric: true, caller: '429' })).toEqual([
      'call-of-the-code',
      'refused-to-the-caller',
    ]);
  });

  it('that only callers see as 429 comes from the API, and 500 is none', () => {
    expect(found({ inLog: false, inMetric: false, caller: '429' })).toEqual(['refused-by-the-api']);
    expect(found({ inLog: false, inMetric: false, caller: '500' })).toEqual(['not-throttled-but-failed']);
  });
});

describe('a diagnosis', () => {
  it('is there for every complete observation, and for nothing observed there is none', () => {
    for (const observation of OBSERVED) expect(diagnose(observation).length).toBeGreaterThan(0);
    expect(found({})).toEqual([]);
  });

  it('is shortened by a further look and never lengthened', () => {
    for (const { inLog, inMetric, caller } of OBSERVED) {
      const whole = found({ inLog, inMetric, caller });
      for (const less of [
        { inLog, inMetric },
        { inLog, caller },
        { inMetric, caller },
      ]) {
        expect(found(less)).toEqual(expect.arrayContaining([...whole]));
      }
    }
  });

  it('leads to a lesson that exists', () => {
    const known = new Set(lessons.map(({ id }) => id));
    for (const observation of OBSERVED) for (const { lesson } of diagnose(observation)) expect(known).toContain(lesson);
  });
});

import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentation, durationCode, lineComment, literal, object, quote, reasoned } from '#shared/model/code';

/** What JavaScript makes of an expression. */
const evaluated = (code: string): unknown => runInNewContext(`JSON.stringify(${code})`);

describe('expressions as text', () => {
  test('a quoted text is that text, whatever is in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 40 }),
        (text) => evaluated(quote(text)) === JSON.stringify(text),
      ),
    );
  });

  test('JSON data is that data', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => evaluated(literal(value)) === JSON.stringify(value)));
  });

  test('a property whose value has its name is written once, and undefined ones not at all', () => {
    expect(object({ removalPolicy: 'removalPolicy', fifo: undefined, retention: '4' })).toBe(
      '{ removalPolicy, retention: 4, }',
    );
  });

  test('a reason stands as a comment above its property', () => {
    expect(object({ timeout: reasoned('6', 'twice the mean\nand more') })).toBe(
      '{ \n// twice the mean and more\ntimeout: 6, }',
    );
  });

  test.each([
    [180, 'Duration.minutes(3)'],
    [60, 'Duration.seconds(60)'],
    [90, 'Duration.seconds(90)'],
    [21_600, 'Duration.hours(6)'],
    [86_400, 'Duration.hours(24)'],
    [345_600, 'Duration.days(4)'],
    [0.05, 'Duration.millis(50)'],
    [0, 'Duration.seconds(0)'],
  ])('%d s is %s', (seconds, code) => {
    expect(durationCode(seconds)).toBe(code);
  });

  test('no text ends a comment early', () => {
    expect(documentation('a */ b')).toBe('/** a * / b */');
    expect(lineComment('a\nb')).toBe('// a b');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_DEPTH } from '#shared/document/json';
import { parseJson, type ParsedJson } from '#shared/document/parse-json';

const good = (text: string): ParsedJson => {
  const parsed = parseJson(text);
  if ('what' in parsed) throw new Error(`${text}: ${parsed.what}`);
  return parsed;
};
const fault = (text: string): string => {
  const parsed = parseJson(text);
  if (!('what' in parsed)) throw new Error(`${text} was read`);
  return `${parsed.place.line}:${parsed.place.column} ${parsed.what}`;
};
const platformReads = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('JSON', () => {
  it('has the value that JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(undefined, 2, '\t'), (text, indent) => {
        const value: unknown = JSON.parse(text);
        if (text.includes('__proto__')) return;
        expect(good(JSON.stringify(value, null, indent)).value).toEqual(value);
      }),
    );
  });

  it('is refused exactly where JSON.parse refuses it', () => {
    const piece = fc.constantFrom(...'{}[],:"\\0123-.eE+ \n\ttruefalsn'.split(''), '"a"', 'null', '\\u00e9', '\u0001');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        expect('value' in parseJson(text)).toBe(platformReads(text));
      }),
      { numRuns: 1_500 },
    );
  });

  it.each([
    ['', '1:1 a value should stand here, not the end of the text'],
    ['{\n  "a": 1,\n', '3:1 the text ends inside the object that starts on line 1'],
    ['[1,\n [2', '2:4 the text ends inside the list that starts on line 2'],
    ['{"a": "b', '1:9 the text ends inside the quotes opened on line 1'],
    ['{"a": 1,}', '1:8 the comma before a closing bracket is one too many'],
    ['{"a": 1 "b": 2}', '1:9 a comma or the end of the object should stand before a text in quotes'],
    ['{a: 1}', '1:2 a key in double quotes should stand here, not "a"'],
    ['{"a" 1}', '1:6 a colon should follow the key "a"'],
    ['[NaN]', '1:2 a value should stand here, not "NaN"'],
    ['[01]', '1:3 a comma or the end of the list should stand before "1"'],
    ['["\\x"]', '1:2 a backslash in this text is followed by something that JSON does not know'],
    ['{} {}', '1:4 "{" follows after the end'],
  ])('that is broken is told with line and column: %j', (text, message) => {
    expect(fault(text)).toBe(message);
  });

  it('is refused where it is nested too deep, before anything recurses', () => {
    expect(good('['.repeat(MAX_DEPTH) + ']'.repeat(MAX_DEPTH)).oddities).toEqual([]);
    expect(fault('['.repeat(1_000_000))).toBe('1:65 it is nested more than 64 deep');
  });

  it('tells a key that comes twice, one that would change all objects, and a number beyond all bounds', () => {
    const { oddities, value } = good('{"a": 1,\n "a": 2,\n "__proto__": {"polluted": true}, "b": 1e999}');
    expect(oddities).toEqual([
      { kind: 'twice', key: 'a', place: { line: 2, column: 2 } },
      { kind: 'reserved', key: '__proto__', place: { line: 3, column: 2 } },
      { kind: 'infinite', key: '1e999', place: { line: 3, column: 40 } },
    ]);
    expect(value).toEqual({ a: 2, b: '1e999' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('knows where each value stands', () => {
    const { placeOf } = good('{\n  "list": [\n    1,\n    {"x": "y", "z": [true]}\n  ]\n}');
    expect(placeOf([])).toEqual({ line: 1, column: 1 });
    expect(placeOf(['list'])).toEqual({ line: 2, column: 11 });
    expect(placeOf(['list', 0])).toEqual({ line: 3, column: 5 });
    expect(placeOf(['list', 1, 'x'])).toEqual({ line: 4, column: 11 });
    expect(placeOf(['list', 1, 'z', 0])).toEqual({ line: 4, column: 22 });
    expect(placeOf(['list', 1, 'missing'])).toEqual({ line: 4, column: 5 });
  });
});

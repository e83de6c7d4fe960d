import { describe, expect, it } from 'vitest';
import { readTraceCsv } from '#shared/document/trace-csv';

describe('a pasted load', () => {
  it('is read as seconds and factors, with or without a heading', () => {
    const points = [
      [0, 0.1],
      [60, 2.5],
    ];
    expect(readTraceCsv('0,0.1\n60,2.5\n', 1)).toEqual({ points });
    expect(readTraceCsv('\uFEFFtime;factor\r\n0;0.1\r\n\r\n60;2.5', 1)).toEqual({ points });
    expect(readTraceCsv('0\t0.1\n60\t2.5', 1)).toEqual({ points });
    expect(readTraceCsv('0 0.1\n60   2.5', 1)).toEqual({ points });
  });

  it('counts dates from the first, over the end of a month in a leap year, and rates against the drawn one', () => {
    const text = '"Timestamp","Requests"\n"2024-02-29 23:59:00",200\n"2024-03-01T00:01:00Z",800\n2024/03/02 00:01,0';
    expect(readTraceCsv(text, 400)).toEqual({
      points: [
        [0, 0.5],
        [120, 2],
        [86_520, 0],
      ],
    });
  });

  it.each([
    ['', 'no line holds a time and a number, such as 60, 1.5'],
    ['hello', 'no line holds a time and a number, such as 60, 1.5'],
    ['0,1\n5,x', 'line 2 holds no time and number: "5,x"'],
    ['0,1\n5', 'line 2 holds no time and number: "5"'],
    ['5,1\n5,2', 'line 2 has a time that is not after the line before: 5 s'],
    ['0,-1', 'line 1 has a load outside of 0 to 1000000 times the drawn one'],
    ['0,1e999', 'line 1 has a load outside of 0 to 1000000 times the drawn one'],
    ['-4,1', 'line 1 has a time outside of 0 to 366 days'],
  ])('%j is refused with the line and what is wrong', (text, problem) => {
    expect(readTraceCsv(text, 1)).toEqual({ problem });
  });

  it('of more lines than a scenario may hold is refused', () => {
    const text = Array.from({ length: 100_001 }, (_, second) => `${second},1`).join('\n');
    expect(readTraceCsv(text, 1)).toEqual({ problem: 'more than 100000 lines: give fewer, such as one a minute' });
  });

  it('in requests a second needs a drawn rate', () => {
    expect(readTraceCsv('0,1', 0)).toEqual({
      problem: 'the drawn load is zero, so that no rate is a multiple of it: give factors instead',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { type Arguments, readArguments } from '../../main/cli/arguments';
import type { CommandSpec } from '../../main/cli/command';
import { commands } from '../../main/cli/commands';
import { CommandFailure } from '../../main/cli/failure';
import { readLoad } from '../../main/cli/load';
import { colours, wantsColours } from '../../main/cli/terminal';

const evaluate = commands.find(({ name }) => name === 'evaluate') as CommandSpec;
const read = (...args: readonly string[]): Arguments => readArguments(args, evaluate);

describe('arguments', () => {
  it('options may come before and after the file, with or without an equals sign', () => {
    const { operands, values, flags } = read('--load=2x', 'a.spillway', '--format', 'json', '--free-tier');
    expect(operands).toEqual(['a.spillway']);
    expect(Object.fromEntries(values)).toEqual({ load: '2x', format: 'json' });
    expect([...flags]).toEqual(['free-tier']);
  });

  it('a dash is an operand, and so is all that follows two dashes', () => {
    expect(read('-').operands).toEqual(['-']);
    expect(read('--', '--odd-name').operands).toEqual(['--odd-name']);
  });

  it.each([
    [['a', '--formt', 'json'], 'evaluate has no option --formt: perhaps --format is meant'],
    [
      ['a', '-x'],
      'evaluate has no option -x: it has --load, --region, --quotas, --prices, --free-tier, --format, --fail-on',
    ],
    [['a', '--load'], '--load needs a value: LOAD'],
    [['a', '--format', 'jsom'], '--format takes text, json, csv or markdown, not jsom: perhaps json is meant'],
    [['a', '--free-tier=no'], '--free-tier takes no value, but was given no'],
    [[], 'evaluate needs FILE'],
    [['a', 'b'], 'evaluate takes FILE, and nothing more: b'],
    [
      ['a', '--constructor'],
      'evaluate has no option --constructor: it has --load, --region, --quotas, --prices, --free-tier, --format, --fail-on',
    ],
  ])('%j is refused in one sentence', (args, message) => {
    expect(() => read(...args)).toThrow(new CommandFailure(message, 'evaluate'));
  });

  it('every command has a summary that is one clause, and options that explain themselves', () => {
    for (const { summary, options } of commands) {
      expect(summary).not.toMatch(/\.$/);
      for (const { help } of Object.values(options)) expect(help.length).toBeGreaterThan(8);
    }
  });
});

describe('the load', () => {
  it.each([
    ['2', { factor: 2 }],
    ['2x', { factor: 2 }],
    ['0.5×', { factor: 0.5 }],
    ['.5', { factor: 0.5 }],
    ['150%', { factor: 1.5 }],
    ['1200/s', { perSecond: 1200 }],
    ['1,200/s', { perSecond: 1200 }],
    ['90/min', { perSecond: 1.5 }],
    ['1e3/s', { perSecond: 1000 }],
  ])('%s is understood', (text, load) => {
    expect(readLoad(text)).toEqual(load);
  });

  it.each(['', 'fast', '-2', '2 apples', '/s', '1/day', 'NaN', 'Infinity', '0x10', '1e999'])(
    '%j is refused',
    (text) => {
      expect(() => readLoad(text)).toThrow(CommandFailure);
    },
  );
});

describe('colours', () => {
  it('are for terminals that can show them, unless NO_COLOR says otherwise', () => {
    expect(wantsColours(true, {})).toBe(true);
    expect(wantsColours(undefined, {})).toBe(false);
    expect(wantsColours(true, { NO_COLOR: '1' })).toBe(false);
    expect(wantsColours(true, { NO_COLOR: '' })).toBe(true);
    expect(wantsColours(true, { TERM: 'dumb' })).toBe(false);
  });

  it('end where the text that they emphasise ends', () => {
    expect(colours.severity('error', 'error')).toBe('\u001B[31merror\u001B[39m');
  });
});

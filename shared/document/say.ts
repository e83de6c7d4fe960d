/** Words for what is wrong with a value: the parts of which this room's messages are made. */
import type { z } from 'zod';
import type { JsonPath } from './json';

/** `resources[3].config.batchSize`; `the file` for the empty path. */
export function sayPath(path: JsonPath): string {
  if (path.length === 0) return 'the file';
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${key}`)).join('');
}

/** What a value is, cut to a length that fits a sentence: `the text "abc"`, `a list`. */
export function sayValue(value: unknown): string {
  if (typeof value === 'string') return `the text ${quote(value)}`;
  if (typeof value === 'number' || typeof value === 'boolean') return sayNumber(value);
  if (value === null) return 'null';
  if (value === undefined) return 'missing';
  if (typeof value !== 'object') return `a ${typeof value}`;
  return Array.isArray(value) ? 'a list' : 'an object';
}

export function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 39)}…` : text);
}

/** 1234567.5 as `1,234,567.5`: the same on every machine, which locales are not. */
export function sayNumber(value: number | boolean): string {
  const text = String(value);
  if (typeof value === 'boolean' || text.includes('e') || !Number.isFinite(value)) return text;
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** `a, b or c`. */
export function sayList(words: readonly string[], last = 'or'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

export interface Problem {
  /** From the value that was checked. */
  readonly path: JsonPath;
  /** `must be a whole number but is the text "ten"`. */
  readonly what: string;
}

/** The first thing that a schema has against a value. */
export function problemOf(error: z.ZodError, value: unknown): Problem {
  const issue = error.issues[0];
  if (!issue) throw new Error('a schema refused a value and did not say why');
  const path = issue.path.filter((key) => typeof key !== 'symbol');
  const found = path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);
  return { path, what: sayIssue(issue, found) };
}

function sayIssue(issue: z.core.$ZodIssue, found: unknown): string {
  if (issue.code === 'invalid_type') {
    const wanted = TYPE_WORDS[issue.expected] ?? issue.expected;
    return found === undefined ? `is missing: it must be ${wanted}` : `must be ${wanted} but is ${sayValue(found)}`;
  }
  const but = ` but is ${sayValue(found)}`;
  if (issue.code === 'too_small') {
    return `must be ${issue.inclusive ? 'at least' : 'more than'} ${sayBound(issue.origin, issue.minimum)}${but}`;
  }
  if (issue.code === 'too_big') return `must be at most ${sayBound(issue.origin, issue.maximum)}${but}`;
  if (issue.code === 'invalid_value') return `must be ${sayList(issue.values.map(String))}${but}`;
  if (issue.code === 'invalid_union' && 'options' in issue) {
    return found === undefined ? 'is missing' : `must be ${sayList(issue.options.map(String))}${but}`;
  }
  return issue.code === 'custom' ? issue.message : `is not what it should be (${issue.message})`;
}

function sayBound(origin: string, bound: number | bigint): string {
  const number = sayNumber(Number(bound));
  if (origin === 'string') return `${number} characters long`;
  return origin === 'array' ? `${number} items long` : number;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
  tuple: 'a list',
};

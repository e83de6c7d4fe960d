/**
 * JSON as people break it. Reads what JSON.parse reads and nothing else, and says beside the value where everything
 * stands, which keys come twice, and where the text goes wrong: JSON.parse says that in other words on every engine,
 * and says nothing about a key that is lost because it comes twice.
 */
import type { TextPlace } from '#shared/model/finding';
import { Lines } from './lines';

/** Deeper than any project; all that walk a document afterwards may recurse. */
export const MAX_DEPTH = 64;

export type JsonPath = readonly (string | number)[];
export type JsonObject = Readonly<Record<string, unknown>>;

export interface JsonFault {
  readonly place: TextPlace;
  /** What is wrong there, for a sentence: `the text ends inside an object that is not closed`. */
  readonly what: string;
}

/** Something that is legal JSON, and that a document cannot keep. */
export interface JsonOddity {
  readonly kind: 'twice' | 'reserved' | 'infinite';
  readonly key: string;
  readonly place: TextPlace;
}

export interface ParsedJson {
  readonly value: unknown;
  readonly oddities: readonly JsonOddity[];
  /** Where the value at a path starts; of the nearest container where the path leads nowhere. */
  placeOf(path: JsonPath): TextPlace;
}

export function parseJson(text: string): ParsedJson | JsonFault {
  const reader = new Reader(text);
  try {
    const value = reader.whole();
    return { value, oddities: reader.oddities(), placeOf: (path) => reader.placeOf(value, path) };
  } catch (error) {
    if (error instanceof Fault) return { place: reader.lines.placeAt(error.offset), what: error.what };
    throw error;
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Thrown within this file only, and caught by parseJson. */
class Fault extends Error {
  readonly offset: number;
  readonly what: string;
  constructor(offset: number, what: string) {
    super(what);
    this.offset = offset;
    this.what = what;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const QUOTE = 34;
const BACKSLASH = 92;

class Reader {
  readonly lines: Lines;
  readonly #text: string;
  #at = 0;
  #depth = 0;
  /** Offsets at which objects and arrays start. */
  readonly #starts = new Map<object, number>();
  readonly #oddities: { kind: JsonOddity['kind']; key: string; offset: number }[] = [];

  constructor(text: string) {
    this.#text = text;
    this.lines = new Lines(text);
  }

  whole(): unknown {
    this.#space();
    const value = this.#value();
    this.#space();
    if (this.#at < this.#text.length) throw new Fault(this.#at, `${this.#found()} follows after the end`);
    return value;
  }

  oddities(): readonly JsonOddity[] {
    return this.#oddities.map(({ kind, key, offset }) => ({ kind, key, place: this.lines.placeAt(offset) }));
  }

  placeOf(root: unknown, path: JsonPath): TextPlace {
    let offset = this.#startOf(root) ?? 0;
    let value = root;
    for (const key of path) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) break;
      value = (value as JsonObject)[key];
      offset = this.#startOf(value) ?? this.#memberAt(offset, key);
    }
    return this.lines.placeAt(offset);
  }

  #startOf(value: unknown): number | undefined {
    return typeof value === 'object' && value !== null ? this.#starts.get(value) : undefined;
  }

  /** Reads a container again, on a reader of its own, as far as one of its members; the last where a key comes twice. */
  #memberAt(start: number, key: string | number): number {
    const again = new Reader(this.#text);
    again.#at = start;
    let offset = start;
    again.#members((each) => {
      if (each === key) offset = again.#at;
      return each === key && typeof key === 'number' ? 'stop' : undefined;
    });
    return offset;
  }

  #value(): unknown {
    const code = this.#text.charCodeAt(this.#at);
    if (code === QUOTE) return this.#string();
    if (code === 123 || code === 91) return this.#container(code === 91);
    if (code === 45 || (code >= 48 && code <= 57)) return this.#number();
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    throw new Fault(this.#at, `a value should stand here, not ${this.#found()}`);
  }

  #container(isArray: boolean): unknown {
    const start = this.#at;
    if (++this.#depth > MAX_DEPTH) throw new Fault(start, `it is nested more than ${MAX_DEPTH} deep`);
    const value = isArray ? this.#array() : this.#object();
    this.#starts.set(value, start);
    this.#depth -= 1;
    return value;
  }

  #array(): unknown[] {
    const items: unknown[] = [];
    this.#members((_index, value) => {
      items.push(value());
    });
    return items;
  }

  #object(): JsonObject {
    const members: Record<string, unknown> = {};
    this.#members((name, value, offset) => {
      const key = String(name);
      if (key === '__proto__') {
        this.#oddities.push({ kind: 'reserved', key, offset });
        value();
        return;
      }
      if (Object.hasOwn(members, key)) this.#oddities.push({ kind: 'twice', key, offset });
      members[key] = value();
    });
    return members;
  }

  /** Reads an array or an object and calls `member` before each value; it may read the value, which is skipped if not. */
  #members(member: (key: string | number, value: () => unknown, offset: number) => 'stop' | void): void {
    const start = this.#at;
    const isArray = this.#text.charCodeAt(start) === 91;
    const close = isArray ? 93 : 125;
    const value = () => this.#value();
    this.#at += 1;
    this.#space();
    for (let index = 0; this.#text.charCodeAt(this.#at) !== close; index += 1) {
      if (index > 0) this.#comma(start, isArray);
      const offset = this.#at;
      if (isArray) this.#open(start, isArray);
      const key = isArray ? index : this.#key(start);
      const from = this.#at;
      if (member(key, value, offset) === 'stop') return;
      if (this.#at === from) value();
      this.#space();
    }
    this.#at += 1;
  }

  #comma(start: number, isArray: boolean): void {
    if (this.#text.charCodeAt(this.#at) !== 44) {
      this.#open(start, isArray);
      throw new Fault(
        this.#at,
        `a comma or the end of the ${isArray ? 'list' : 'object'} should stand before ${this.#found()}`,
      );
    }
    const comma = this.#at;
    this.#at += 1;
    this.#space();
    const next = this.#text.charCodeAt(this.#at);
    if (next === 93 || next === 125) throw new Fault(comma, 'the comma before a closing bracket is one too many');
  }

  #key(start: number): string {
    if (this.#text.charCodeAt(this.#at) !== QUOTE) {
      this.#open(start, false);
      throw new Fault(this.#at, `a key in double quotes should stand here, not ${this.#found()}`);
    }
    const key = this.#string();
    this.#space();
    if (this.#text.charCodeAt(this.#at) !== 58) throw new Fault(this.#at, `a colon should follow the key "${key}"`);
    this.#at += 1;
    this.#space();
    return key;
  }

  /** Faults where the text ends inside a container. */
  #open(start: number, isArray: boolean): void {
    if (this.#at < this.#text.length) return;
    const { line } = this.lines.placeAt(start);
    throw new Fault(this.#at, `the text ends inside the ${isArray ? 'list' : 'object'} that starts on line ${line}`);
  }

  #string(): string {
    const start = this.#at;
    let escapes = false;
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === QUOTE) {
        this.#at = at + 1;
        return escapes ? this.#unescape(start, at + 1) : this.#text.slice(start + 1, at);
      }
      if (code === BACKSLASH) {
        escapes = true;
        at += 1;
      } else if (code < 32)
        throw new Fault(at, 'a text in quotes must not contain a line break or another control character');
    }
    throw new Fault(
      this.#text.length,
      `the text ends inside the quotes opened on line ${this.lines.placeAt(start).line}`,
    );
  }

  #unescape(start: number, end: number): string {
    try {
      return JSON.parse(this.#text.slice(start, end)) as string;
    } catch {
      throw new Fault(start, 'a backslash in this text is followed by something that JSON does not know');
    }
  }

  /** A number; its text where it is beyond what a number can hold, so that it is at least not lost. */
  #number(): number | string {
    const start = this.#at;
    NUMBER.lastIndex = start;
    const digits = NUMBER.exec(this.#text)?.[0];
    if (digits === undefined) throw new Fault(start, 'a number should stand here');
    this.#at = start + digits.length;
    const value = Number(digits);
    if (Number.isFinite(value)) return value;
    this.#oddities.push({ kind: 'infinite', key: digits, offset: start });
    return digits;
  }

  #space(): void {
    for (; this.#at < this.#text.length; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
    }
  }

  /** What stands at the present place, for a sentence. */
  #found(): string {
    if (this.#at >= this.#text.length) return 'the end of the text';
    const word = /[\w.+-]{1,24}|./su.exec(this.#text.slice(this.#at, this.#at + 24))?.[0] ?? '';
    return word === '"' ? 'a text in quotes' : `"${word}"`;
  }
}

const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

import type { TextPlace } from '#shared/model/finding';
import { type JsonObject, type JsonPath, MAX_DEPTH } from './json';
import { Lines } from './lines';

/** Something that is legal JSON, and that a document cannot keep. */
export interface JsonOddity {
  readonly kind: 'twice' | 'reserved' | 'infinite';
  readonly key: string;
  readonly place: TextPlace;
}

/** Thrown by a reader, and caught by parseJson. */
export class Fault extends Error {
  readonly offset: number;
  readonly what: string;
  constructor(offset: number, what: string) {
    super(what);
    this.offset = offset;
    this.what = what;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SHORT = 15;
const QUOTE = 34;
const BACKSLASH = 92;
const OPEN_ARRAY = 91;
const CLOSE_ARRAY = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

/** Reads one text once. */
export class JsonReader {
  readonly lines: Lines;
  readonly #text: string;
  #at = 0;
  #depth = 0;
  /** All objects and arrays, and the offsets at which they start; a map is made of them when somebody asks. */
  readonly #containers: object[] = [];
  readonly #offsets: number[] = [];
  #starts: Map<unknown, number> | undefined;
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
    return this.#oddities
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ kind, key, offset }) => ({ kind, key, place: this.lines.placeAt(offset) }));
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
    this.#starts ??= new Map(this.#containers.map((container, index) => [container, this.#offsets[index] ?? 0]));
    return this.#starts.get(value);
  }

  /** Reads a container again, on a reader of its own, as far as one of its members; the last where a key comes twice. */
  #memberAt(start: number, key: string | number): number {
    const again = new JsonReader(this.#text);
    again.#at = start;
    const isArray = again.#enter();
    let offset = start;
    for (let index = 0; again.#goesOn(start, isArray, index); index += 1) {
      const each = isArray ? index : again.#key();
      if (each === key) offset = again.#at;
      if (each === key && isArray) break;
      again.#value();
    }
    return offset;
  }

  #value(): unknown {
    const code = this.#text.charCodeAt(this.#at);
    if (code === QUOTE) return this.#string();
    if (code === OPEN_OBJECT || code === OPEN_ARRAY) return this.#container();
    if (code === 45 || (code >= 48 && code <= 57)) return this.#number();
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    throw new Fault(this.#at, `a value should stand here, not ${this.#found()}`);
  }

  #container(): unknown {
    const start = this.#at;
    if (++this.#depth > MAX_DEPTH) throw new Fault(start, `it is nested more than ${MAX_DEPTH} deep`);
    const value = this.#enter() ? this.#array(start) : this.#object(start);
    this.#containers.push(value);
    this.#offsets.push(start);
    this.#depth -= 1;
    return value;
  }

  #array(start: number): unknown[] {
    const items: unknown[] = [];
    while (this.#goesOn(start, true, items.length)) items.push(this.#value());
    return items;
  }

  #object(start: number): JsonObject {
    const members: Record<string, unknown> = {};
    for (let index = 0; this.#goesOn(start, false, index); index += 1) {
      const offset = this.#at;
      const key = this.#key();
      const value = this.#value();
      if (key === '__proto__') this.#oddities.push({ kind: 'reserved', key, offset });
      else {
        if (Object.hasOwn(members, key)) this.#oddities.push({ kind: 'twice', key, offset });
        members[key] = value;
      }
    }
    return members;
  }

  /** Steps into a container; whether it is an array. */
  #enter(): boolean {
    const isArray = this.#text.charCodeAt(this.#at) === OPEN_ARRAY;
    this.#at += 1;
    return isArray;
  }

  /** Steps to the next member of the container that starts at `start`, or out of it. */
  #goesOn(start: number, isArray: boolean, membersRead: number): boolean {
    this.#space();
    if (this.#text.charCodeAt(this.#at) === (isArray ? CLOSE_ARRAY : CLOSE_OBJECT)) {
      this.#at += 1;
      return false;
    }
    if (membersRead > 0) this.#comma(start, isArray);
    this.#open(start, isArray);
    return true;
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
    if (next === CLOSE_ARRAY || next === CLOSE_OBJECT)
      throw new Fault(comma, 'the comma before a closing bracket is one too many');
  }

  #key(): string {
    if (this.#text.charCodeAt(this.#at) !== QUOTE) {
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
    const short = this.#shortNumber();
    if (short !== undefined) return short;
    NUMBER.lastIndex = start;
    const digits = NUMBER.exec(this.#text)?.[0];
    if (digits === undefined) throw new Fault(start, 'a number should stand here');
    this.#at = start + digits.length;
    const value = Number(digits);
    if (Number.isFinite(value)) return value;
    this.#oddities.push({ kind: 'infinite', key: digits, offset: start });
    return digits;
  }

  /** A whole number of few digits, which most are, read without a regular expression. */
  #shortNumber(): number | undefined {
    let at = this.#at;
    let value = 0;
    for (; at < this.#at + SHORT; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (!(code >= 48 && code <= 57)) break;
      value = value * 10 + code - 48;
    }
    const next = this.#text.charCodeAt(at);
    const hasMore = (next >= 48 && next <= 57) || next === 46 || next === 69 || next === 101;
    const startsWithZero = this.#text.charCodeAt(this.#at) === 48 && at > this.#at + 1;
    if (at === this.#at || hasMore || startsWithZero) return undefined;
    this.#at = at;
    return value;
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

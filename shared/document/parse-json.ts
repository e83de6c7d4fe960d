/**
 * JSON as people break it. Reads what JSON.parse reads and nothing else, and says beside the value where everything
 * stands, which keys come twice, and where the text goes wrong: JSON.parse says that in other words on every engine,
 * and says nothing about a key that is lost because it comes twice.
 */
import type { TextPlace } from '#shared/model/finding';
import type { JsonPath } from './json';
import { Fault, type JsonOddity, JsonReader } from './json-reader';

export interface JsonFault {
  readonly place: TextPlace;
  /** What is wrong there, for a sentence: `the text ends inside an object that is not closed`. */
  readonly what: string;
}

export interface ParsedJson {
  readonly value: unknown;
  /** In the order of the text. */
  readonly oddities: readonly JsonOddity[];
  /** Where the value at a path starts; of the nearest container where the path leads nowhere. */
  placeOf(path: JsonPath): TextPlace;
}

export function parseJson(text: string): ParsedJson | JsonFault {
  const reader = new JsonReader(text);
  try {
    const value = reader.whole();
    return { value, oddities: reader.oddities(), placeOf: (path) => reader.placeOf(value, path) };
  } catch (error) {
    if (error instanceof Fault) return { place: reader.lines.placeAt(error.offset), what: error.what };
    throw error;
  }
}

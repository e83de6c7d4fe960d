/** What reading a file has to say, with the place in the text; no more than a person will read. */
import type { Finding, TextPlace } from '#shared/model/finding';
import type { JsonPath } from './json';
import { documentFinding, type DocumentRuleName } from './rules';
import { sayNumber, sayPath } from './say';

export const MAX_NOTES = 200;

export class Notes {
  readonly #findings: Finding[] = [];
  readonly #placeOf: (path: JsonPath) => TextPlace | undefined;
  #untold = 0;
  /** Whether everything in the file is in the document, so that saving loses nothing. */
  complete = true;

  constructor(placeOf: (path: JsonPath) => TextPlace | undefined) {
    this.#placeOf = placeOf;
  }

  /** Notes what is wrong at a path of the file. `what` goes on from the path: `must be a list but is 5: …`. */
  at(path: JsonPath, rule: DocumentRuleName, what: string): void {
    if (this.#isFull()) return;
    const place = this.#placeOf(path);
    this.#push(rule, `${sayPath(path)}${place ? ` (line ${place.line})` : ''} ${what}`, place);
  }

  add(rule: DocumentRuleName, message: string, place?: TextPlace): void {
    if (!this.#isFull()) this.#push(rule, message, place);
  }

  #isFull(): boolean {
    const isFull = this.#findings.length >= MAX_NOTES;
    if (isFull) this.#untold += 1;
    return isFull;
  }

  #push(rule: DocumentRuleName, message: string, place: TextPlace | undefined): void {
    this.#findings.push(documentFinding(rule, {}, message, place ? { place } : {}));
  }

  /** Something of the file is not in the document. */
  loses(): void {
    this.complete = false;
  }

  findings(): readonly Finding[] {
    if (this.#untold === 0) return this.#findings;
    const message = `there are ${sayNumber(this.#untold)} more of these: mend the first ${sayNumber(MAX_NOTES)} and read the file again`;
    return [...this.#findings, documentFinding('findings-are-few', {}, message)];
  }
}

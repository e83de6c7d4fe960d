import type { TextPlace } from '#shared/model/finding';

/** The lines of a text: turns an offset into a line and a column, both from 1. */
export class Lines {
  readonly #text: string;
  #starts: number[] | undefined;
  constructor(text: string) {
    this.#text = text;
  }

  placeAt(offset: number): TextPlace {
    const starts = (this.#starts ??= startsOfLines(this.#text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  }
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

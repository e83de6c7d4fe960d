import { fitted, textWidth } from './letters';

const SIZE = 10.5;
/** Between the words and the cards beside them. */
const MARGIN = 3;
const MAX_LINES = 3;
/** Between two cards that nearly touch hardly three letters of a word would be left. */
const LEAST_ROOM = 40;

/** The setting of a connection that matters, under one another where it is broken; each line cut to the room. */
export function badgeLines(badge: string, room: number): readonly string[] {
  if (room < LEAST_ROOM) return [];
  const inner = room - 2 * MARGIN;
  const fits = (text: string): boolean => textWidth(text, SIZE) <= inner;
  if (fits(badge)) return [badge];
  return badge
    .split(' · ')
    .flatMap((part) => (fits(part) ? [part] : broken(part, fits)))
    .slice(0, MAX_LINES)
    .map((line) => fitted(line, inner, SIZE));
}

/** Broken at spaces, though not beside a sign of arithmetic. */
function broken(part: string, fits: (text: string) => boolean): readonly string[] {
  const lines: string[] = [];
  for (const word of part.split(/(?<![×+=]) (?![×+=%])/)) {
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export const badgeWidth = (lines: readonly string[]): number =>
  Math.max(0, ...lines.map((line) => textWidth(line, SIZE)));

/**
 * The part of Markdown that notes are written in: headings, lists, code, bold, italic and links. A text becomes plain
 * data, never HTML: whatever else stands in it is shown as it was typed.
 */
export type Inline =
  | { readonly kind: 'text' | 'code'; readonly text: string }
  | { readonly kind: 'bold' | 'italic'; readonly inner: readonly Inline[] }
  | { readonly kind: 'link'; readonly to: string; readonly inner: readonly Inline[] };

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly inner: readonly Inline[] }
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string };

/** Longer notes are cut: a note is not a book. */
const MAX_CHARACTERS = 20_000;
/** Marks within marks; deeper ones are text. */
const MAX_DEPTH = 4;

const FENCE = /^```/;
const HEADING = /^(#{1,3}) +(.+)$/;
const BULLET = /^ {0,3}[-*+] +(.+)$/;
const NUMBERED = /^ {0,3}\d{1,9}[.)] +(.+)$/;

export function blocksOf(text: string): readonly Block[] {
  const lines = text.slice(0, MAX_CHARACTERS).split(/\r?\n/);
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    const heading = HEADING.exec(line);
    if (line.trim() === '') at += 1;
    else if (FENCE.test(line)) {
      const end = lines.findIndex((each, index) => index > at && FENCE.test(each));
      const last = end < 0 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') });
      at = last + 1;
    } else if (heading) {
      const level = (heading[1] ?? '#').length as 1 | 2 | 3;
      blocks.push({ kind: 'heading', level, inner: inlineOf(heading[2] ?? '') });
      at += 1;
    } else {
      const count = runFrom(lines, at);
      blocks.push(blockOf(lines.slice(at, at + count)));
      at += count;
    }
  }
  return blocks;
}

type LineKind = 'bullet' | 'numbered' | 'text' | 'other';

function kindOf(line: string): LineKind {
  if (line.trim() === '' || FENCE.test(line) || HEADING.test(line)) return 'other';
  if (BULLET.test(line)) return 'bullet';
  return NUMBERED.test(line) ? 'numbered' : 'text';
}

/** How many lines from here on are of one kind. */
function runFrom(lines: readonly string[], at: number): number {
  const kind = kindOf(lines[at] ?? '');
  let count = 1;
  while (at + count < lines.length && kindOf(lines[at + count] ?? '') === kind) count += 1;
  return count;
}

function blockOf(lines: readonly string[]): Block {
  const kind = kindOf(lines[0] ?? '');
  if (kind === 'text') return { kind: 'paragraph', lines: lines.map((line) => inlineOf(line.trim())) };
  const pattern = kind === 'bullet' ? BULLET : NUMBERED;
  const items = lines.map((line) => inlineOf(pattern.exec(line)?.[1] ?? line));
  return { kind: 'list', isOrdered: kind === 'numbered', items };
}

/** Code first, as nothing within it is a mark; then links, bold and italic, whichever begins first. */
const MARK =
  /`([^`]+)`|\[([^\]\n]+)\]\(([^()\s]+)\)|\*\*(?!\s)([^*]+?)(?<!\s)\*\*|(?<![\w*])[*_](?![\s*_])([^*_]+?)(?<!\s)[*_](?![\w*])/u;

export function inlineOf(text: string, depth = 0): readonly Inline[] {
  const parts: Inline[] = [];
  let rest = text;
  while (rest !== '') {
    const found = depth < MAX_DEPTH ? MARK.exec(rest) : null;
    if (!found) return [...parts, { kind: 'text', text: rest }];
    if (found.index > 0) parts.push({ kind: 'text', text: rest.slice(0, found.index) });
    parts.push(markOf(found, depth));
    rest = rest.slice(found.index + found[0].length);
  }
  return parts;
}

function markOf([whole, code, words, to, bold, italic]: RegExpExecArray, depth: number): Inline {
  if (code !== undefined) return { kind: 'code', text: code };
  if (bold !== undefined) return { kind: 'bold', inner: inlineOf(bold, depth + 1) };
  if (italic !== undefined) return { kind: 'italic', inner: inlineOf(italic, depth + 1) };
  if (words !== undefined && to !== undefined && isSafe(to)) {
    return { kind: 'link', to, inner: inlineOf(words, MAX_DEPTH) };
  }
  return { kind: 'text', text: whole };
}

/** Pages and mail only: a link must not run anything. */
const isSafe = (to: string): boolean => /^(https?:\/\/|mailto:)[^\s]+$/i.test(to);

/** The first line of a note without its marks: what it is called where only a line is shown. */
export function firstWords(text: string): string {
  const line = text.split('\n').find((each) => each.trim() !== '') ?? '';
  const plain = line.replace(/^ {0,3}(#{1,3}|[-*+]|\d{1,9}[.)]) +/, '').replace(/[*_`]/g, '');
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
}

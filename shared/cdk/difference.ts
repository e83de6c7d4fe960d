/** What differs between two texts, line by line, for a person to read. */

export interface LineChange {
  readonly change: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Texts with more lines than this are compared as a whole: the table of the algorithm grows with the product. */
const MAX_LINES = 4000;

/** A shortest way from `before` to `after` (longest common subsequence of lines). */
export function lineChanges(before: string, after: string): readonly LineChange[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const start = commonLength(a, b);
  const end = commonLength(a.slice(start).toReversed(), b.slice(start).toReversed());
  return [
    ...same(a.slice(0, start)),
    ...middle(a.slice(start, a.length - end), b.slice(start, b.length - end)),
    ...same(a.slice(a.length - end)),
  ];
}

const same = (lines: readonly string[]): readonly LineChange[] => lines.map((text) => ({ change: 'same', text }));
const removed = (text: string): LineChange => ({ change: 'removed', text });
const added = (text: string): LineChange => ({ change: 'added', text });

function commonLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function middle(a: readonly string[], b: readonly string[]): readonly LineChange[] {
  if (a.length > MAX_LINES || b.length > MAX_LINES) return [...a.map(removed), ...b.map(added)];
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      changes.push({ change: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push(removed(left));
      i += 1;
    } else if (right !== undefined) {
      changes.push(added(right));
      j += 1;
    }
  }
  return changes;
}

/** Changed lines with a few around them, marked with + and −, as `diff -u` prints them without its headers. */
export function differenceText(before: string, after: string, context = 2): string {
  const changes = lineChanges(before, after);
  const near = new Set<number>();
  for (const [index, { change }] of changes.entries()) {
    if (change === 'same') continue;
    for (let at = index - context; at <= index + context; at += 1) near.add(at);
  }
  const lines: string[] = [];
  let last = -1;
  for (const [index, { change, text }] of changes.entries()) {
    if (!near.has(index)) continue;
    if (last >= 0 && index > last + 1) lines.push('…');
    lines.push(`${MARKS[change]}${text}`);
    last = index;
  }
  return lines.join('\n');
}

const MARKS: Readonly<Record<LineChange['change'], string>> = { same: ' ', added: '+', removed: '-' };

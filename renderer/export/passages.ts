/** Which lines of a generated file belong to a resource or a connection. Lines count from 0. */
import type { ConnectionAnchor, ResourceAnchor } from './anchors';

export interface Passage {
  readonly from: number;
  /** Inclusive. */
  readonly to: number;
}

export interface Passages {
  /** In the order of the file, none overlapping. */
  readonly all: readonly Passage[];
  /** Where it is made: what to bring into view first. Undefined where the file only mentions it, or does not. */
  readonly main: Passage | undefined;
}

export function resourcePassages(text: string, { members, constructId }: ResourceAnchor): Passages {
  const lines = text.split('\n');
  const names = members.join('|');
  // What is handed over from another stack is not made here.
  const made = new RegExp(`^\\s*this\\.(?:${names}) = (?!references\\.)`);
  const declared = new RegExp(`^\\s*public readonly (?:${names}): `);
  const named = new RegExp(`^\\s*(?:this\\.#alarm\\('${constructId}',|Validations\\.of\\(this\\.(?:${names})\\))`);
  const mentioned = new RegExp(`\\b(?:this|stack|design)\\.(?:${names})\\b`);
  let main: Passage | undefined;
  const found = lines.flatMap((line, index): readonly Passage[] => {
    if (made.test(line)) {
      const passage = paragraph(lines, index);
      main ??= passage;
      return [passage];
    }
    if (declared.test(line)) return [{ from: index - 1, to: index }];
    if (named.test(line)) return [statement(lines, index)];
    return mentioned.test(line) ? [{ from: index, to: index }] : [];
  });
  return { all: joined(found), main };
}

export function connectionPassages(text: string, { comment, properties }: ConnectionAnchor): Passages {
  const lines = text.split('\n');
  const commented = lines.flatMap((line, index) => (line.trim() === comment ? [paragraph(lines, index)] : []));
  const given = Object.entries(properties).flatMap(([member, names]) => {
    const start = lines.findIndex((line) => line.trimStart().startsWith(`this.${member} = `));
    return start === -1 ? [] : propertiesIn(lines, paragraph(lines, start), names);
  });
  const all = joined([...commented, ...given]);
  return { all, main: commented[0] ?? given[0] };
}

/** The outermost properties of those names, with the comment that gives the reason. */
function propertiesIn(lines: readonly string[], within: Passage, names: readonly string[]): readonly Passage[] {
  const property = new RegExp(`\\b(?:${names.join('|')})\\b\\s*[:,]`);
  for (let index = within.from; index <= within.to; index += 1) {
    const line = lines[index] ?? '';
    if (isComment(line) || !property.test(line)) continue;
    const { from, to } = statement(lines, index);
    const first = isComment(lines[from - 1] ?? '') && from - 1 > within.from ? from - 1 : from;
    return [{ from: first, to }, ...propertiesIn(lines, { from: to + 1, to: within.to }, names)];
  }
  return [];
}

/** The lines around one, as deep as it or deeper, without a blank line between them. */
function paragraph(lines: readonly string[], index: number): Passage {
  const depth = indentOf(lines[index] ?? '');
  const belongs = (line = ''): boolean => line.trim() !== '' && indentOf(line) >= depth;
  let [from, to] = [index, index];
  while (belongs(lines[from - 1])) from -= 1;
  while (belongs(lines[to + 1])) to += 1;
  return { from, to };
}

/** A line with those that are set in below it and the one that closes them. */
function statement(lines: readonly string[], index: number): Passage {
  const depth = indentOf(lines[index] ?? '');
  let to = index;
  while (to + 1 < lines.length && (indentOf(lines[to + 1] ?? '') > depth || (lines[to + 1] ?? '').trim() === ''))
    to += 1;
  const closing = lines[to + 1] ?? '';
  if (to > index && indentOf(closing) === depth && /^\s*[)}\]]/.test(closing)) to += 1;
  while (to > index && (lines[to] ?? '').trim() === '') to -= 1;
  return { from: index, to };
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
const isComment = (line: string): boolean => line.trimStart().startsWith('//');

function joined(passages: readonly Passage[]): readonly Passage[] {
  const result: Passage[] = [];
  for (const passage of passages.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last && passage.from <= last.to + 1)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, passage.to) };
    else result.push(passage);
  }
  return result;
}

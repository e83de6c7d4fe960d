/** Colours TypeScript and JSON lightly: enough to tell comments, strings, numbers, words and types apart. */

export type TokenKind = 'plain' | 'comment' | 'string' | 'number' | 'keyword' | 'type';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const KEYWORDS =
  'abstract as async await break case catch class const continue default do else export extends false finally for from function if implements import in instanceof interface let new null of private protected public readonly return satisfies static super switch this throw true try type typeof undefined void while';

const PATTERN = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)`,
    String.raw`(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|${'`'}(?:\\[\s\S]|[^${'`'}\\])*${'`'})`,
    String.raw`(?<number>\b\d[\w.]*)`,
    String.raw`(?<keyword>(?<![.\w#$])(?:${KEYWORDS.replaceAll(' ', '|')})\b(?!\s*:))`,
    String.raw`(?<type>\b[A-Z]\w*)`,
  ].join('|'),
  'g',
);

const KINDS = ['comment', 'string', 'number', 'keyword', 'type'] as const;

export const isColoured = (path: string): boolean => /\.(?:[cm]?ts|json)$/.test(path);

/** Tokens line by line; together they are the text again. A token that spans lines is cut at each. */
export function colouredLines(text: string): readonly (readonly Token[])[] {
  const lines: Token[][] = [[]];
  const add = (kind: TokenKind, piece: string): void => {
    for (const [index, part] of piece.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    }
  };
  let end = 0;
  for (const match of text.matchAll(PATTERN)) {
    add('plain', text.slice(end, match.index));
    add(KINDS.find((kind) => match.groups?.[kind] !== undefined) ?? 'plain', match[0]);
    end = match.index + match[0].length;
  }
  add('plain', text.slice(end));
  return lines;
}

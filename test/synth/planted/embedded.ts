/** Texts of a template that hold JSON, references and all. */
export interface Embedded {
  /** What the text says; a reference in it stands for itself. */
  readonly value: unknown;
  /** The text, or the join of texts and references, that says this instead. */
  write(value: unknown): unknown;
}

const MARK = /<<(\d+)>>/;

/** Nothing where the value is no text, or a text that says something else than an object or a list. */
export function embedded(value: unknown): Embedded | undefined {
  const parts = partsOf(value);
  if (!parts) return undefined;
  const references = parts.filter((part) => typeof part !== 'string');
  let count = 0;
  const text = parts.map((part) => (typeof part === 'string' ? part : `<<${count++}>>`)).join('');
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) as unknown, write: (changed) => written(changed, references) };
  } catch {
    return undefined;
  }
}

function partsOf(value: unknown): readonly unknown[] | undefined {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return undefined;
  const [separator, parts] = (value as { 'Fn::Join'?: readonly [string, readonly unknown[]] })['Fn::Join'] ?? [];
  return separator === '' ? parts : undefined;
}

function written(value: unknown, references: readonly unknown[]): unknown {
  const pieces = JSON.stringify(value).split(MARK);
  if (pieces.length === 1) return pieces[0];
  return { 'Fn::Join': ['', pieces.map((piece, at) => (at % 2 === 0 ? piece : references[Number(piece)]))] };
}

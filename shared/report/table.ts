/** One table, three ways to print it: aligned text, Markdown, CSV. */
import { type Paint, plainPaint } from './paint';

export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  /** The figure in full, for programs; the text where absent. */
  readonly value?: (row: Row) => string | number | undefined;
  readonly isRight?: true;
  readonly paint?: (text: string, row: Row, paint: Paint) => string;
}

/** Columns two spaces apart, headed by their titles; each line begins with `indent`. */
export function textTable<Row>(
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { paint = plainPaint, indent = '  ' }: { readonly paint?: Paint; readonly indent?: string } = {},
): string {
  const cells = rows.map((row) => columns.map(({ text }) => text(row)));
  const widths = columns.map(({ title }, at) => Math.max(width(title), ...cells.map((line) => width(line[at] ?? ''))));
  const padded = (text: string, at: number): string => {
    const space = ' '.repeat(Math.max(0, (widths[at] ?? 0) - width(text)));
    if (columns[at]?.isRight) return space + text;
    return at === columns.length - 1 ? text : text + space;
  };
  const head = columns.map(({ title }, at) => padded(title, at)).join('  ');
  const body = cells.map((line, index) => {
    const row = rows[index] as Row;
    return line.map((text, at) => columns[at]?.paint?.(padded(text, at), row, paint) ?? padded(text, at)).join('  ');
  });
  return [paint.faint(head.trimEnd()), ...body.map((line) => line.trimEnd())]
    .map((line) => `${indent}${line}\n`)
    .join('');
}

export function markdownTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const head = markdownLine(columns.map(({ title }) => title));
  const rule = markdownLine(columns.map(({ isRight }) => (isRight ? '--:' : '---')));
  return head + rule + rows.map((row) => markdownLine(columns.map(({ text }) => markdownText(text(row))))).join('');
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** Text that Markdown and HTML show as it is. */
export function markdownText(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|]/g, String.raw`\$&`);
}

/** RFC 4180, lines ended by CR LF. */
export function csvTable<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const value = ({ text, value: full }: Column<Row>, row: Row): string | number | undefined =>
    full ? full(row) : text(row);
  return (
    csvLine(columns.map(({ title }) => title)) +
    rows.map((row) => csvLine(columns.map((column) => value(column, row)))).join('')
  );
}

function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** A text that a spreadsheet would take for a formula is led by an apostrophe, which spreadsheets do not show. */
function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function width(text: string): number {
  return Array.from(text).length;
}

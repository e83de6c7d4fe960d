/** U+0000 to U+001F, DEL, U+0080 to U+009F, and the marks that turn the direction of a text. */
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const UNPRINTABLE = /[\u0000-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/**
 * The same data with the control characters of its strings replaced by `�`: a name in a file that somebody sent must
 * not move the cursor of the terminal, nor break a line of a table.
 */
export function printable<T>(value: T): T {
  if (typeof value === 'string') return value.replaceAll(UNPRINTABLE, '�') as T;
  if (Array.isArray(value)) return value.map((item: unknown) => printable(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, printable(item)])) as T;
}

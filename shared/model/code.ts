/** TypeScript expressions as text: what services write their part of an exported CDK app with. The exporter formats it. */

/** A TypeScript expression. */
export type Code = string;

/** An expression with the reason for it, which is printed as a comment on the line above. */
export interface Reasoned {
  readonly code: Code;
  readonly because: string;
}

/** Properties in printing order. One that is undefined is left out. */
export type Properties = Readonly<Record<string, Code | Reasoned | undefined>>;

const DAY = 86_400;
const HOUR = 3600;
const MINUTE = 60;
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;
/** `{ removalPolicy }` says both; `{ true }` says neither. */
const SHORTHAND = /^(?!(?:true|false|null)$)[A-Za-z_$][\w$]*$/;

/** A string literal in single quotes. */
export function quote(text: string): Code {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
  return `'${escaped}'`;
}

/** JSON data as an expression, with bare keys where JavaScript allows them. */
export function literal(value: unknown): Code {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    return object(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, literal(each)])));
  }
  return JSON.stringify(value) ?? 'undefined';
}

/** An object literal. Undefined properties are left out; the formatter breaks the line where it is long. */
export function object(properties: Properties): Code {
  const lines = Object.entries(properties).flatMap(([name, value]) => {
    if (value === undefined) return [];
    // As a plain key, `__proto__` would set the prototype.
    const key = name === '__proto__' ? "['__proto__']" : IDENTIFIER.test(name) ? name : quote(name);
    if (typeof value === 'string') return [value === name && SHORTHAND.test(name) ? `${key},` : `${key}: ${value},`];
    return [`\n${lineComment(value.because)}\n${key}: ${value.code},`];
  });
  return lines.length === 0 ? '{}' : `{ ${lines.join(' ')} }`;
}

export function reasoned(code: Code, because: string | undefined): Code | Reasoned {
  return because === undefined ? code : { code, because };
}

/** `Duration.minutes(3)` for 180: the largest unit that leaves a whole number, minutes from two on. */
export function durationCode(seconds: number): Code {
  if (!Number.isInteger(seconds)) return `Duration.millis(${Math.round(seconds * 1000)})`;
  if (seconds >= 2 * DAY && seconds % DAY === 0) return `Duration.days(${seconds / DAY})`;
  if (seconds >= HOUR && seconds % HOUR === 0) return `Duration.hours(${seconds / HOUR})`;
  if (seconds >= 2 * MINUTE && seconds % MINUTE === 0) return `Duration.minutes(${seconds / MINUTE})`;
  return `Duration.seconds(${seconds})`;
}

/** As `durationCode`, for settings that AWS takes in whole seconds only: a part of a second counts as one. */
export function wholeSecondsCode(seconds: number): Code {
  return durationCode(Math.ceil(seconds));
}

/** `180 s` or `4 days` for sentences in comments. */
export function timeInWords(seconds: number): string {
  if (seconds >= 2 * DAY && seconds % DAY === 0) return `${seconds / DAY} days`;
  if (seconds >= 2 * HOUR && seconds % HOUR === 0) return `${seconds / HOUR} h`;
  return `${seconds} s`;
}

/** A line comment that cannot run over its line. */
export function lineComment(text: string): Code {
  return `// ${inOneLine(text)}`;
}

/** A documentation comment that cannot be closed from inside. */
export function documentation(text: string): Code {
  return `/** ${inOneLine(text).replaceAll('*/', '* /')} */`;
}

/** Lines set in by `spaces`, for languages that mean something by it. */
export function indented(lines: Code, spaces: number): Code {
  return lines.replaceAll(/^(?=.)/gm, ' '.repeat(spaces));
}

function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

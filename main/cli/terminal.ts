/** Where a command writes: results to stdout, everything else to stderr, colours only where a person looks on. */
import { type Paint, plainPaint } from '#shared/report/paint';

export interface Terminal {
  /** Emphasis for stdout. */
  readonly paint: Paint;
  /** Results. */
  print(text: string): void;
  /** Progress and remarks. */
  remark(text: string): void;
}

export function processTerminal(): Terminal {
  return {
    paint: wantsColours(process.stdout.isTTY, process.env) ? colours : plainPaint,
    print: (text) => void process.stdout.write(text),
    remark: (text) => void process.stderr.write(`${text}\n`),
  };
}

/** https://no-color.org: NO_COLOR counts where it is not empty. */
export function wantsColours(
  isTerminal: boolean | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  if (environment['NO_COLOR'] !== undefined && environment['NO_COLOR'] !== '') return false;
  return isTerminal === true && environment['TERM'] !== 'dumb';
}

const ESCAPE = '\u001B[';
const sgr =
  (on: number, off: number) =>
  (text: string): string =>
    `${ESCAPE}${on}m${text}${ESCAPE}${off}m`;

const inSeverity = { error: sgr(31, 39), warning: sgr(33, 39), info: sgr(36, 39) };

export const colours: Paint = {
  strong: sgr(1, 22),
  faint: sgr(2, 22),
  good: sgr(32, 39),
  severity: (text, severity) => inSeverity[severity](text),
};

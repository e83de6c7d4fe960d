/** Emphasis in texts: a terminal turns it into colours, everything else leaves it out. */
import type { Severity } from '#shared/model/rule';

export interface Paint {
  strong(text: string): string;
  faint(text: string): string;
  good(text: string): string;
  severity(text: string, severity: Severity): string;
}

const same = (text: string): string => text;

/** Leaves every text as it is. */
export const plainPaint: Paint = { strong: same, faint: same, good: same, severity: same };

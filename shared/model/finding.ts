/** What a rule or an engine found, where, and the edit that would mend it. */
import type { ProjectEdit } from './edit';
import type { Severity } from './rule';

export interface Location {
  readonly resource?: string;
  readonly connection?: string;
  /** Name of a configuration field of that resource or connection. */
  readonly field?: string;
}

/** A place in the text of a file; both count from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

export interface Remedy {
  /** What it does, for a button: `Set visibility timeout to 180 s`. */
  readonly title: string;
  readonly edit: ProjectEdit;
}

export type FindingOwner = 'check' | 'capacity' | 'cost' | 'document';

export interface Finding {
  readonly rule: string;
  readonly owner: FindingOwner;
  readonly severity: Severity;
  readonly at: Location;
  /** Where in the file's text, for what was found while reading it. */
  readonly place?: TextPlace;
  readonly message: string;
  readonly remedy?: Remedy;
  readonly source?: string;
  readonly asOf?: string;
  /** Set where the file acknowledges the finding: the reason given there. */
  readonly acknowledged?: string;
}

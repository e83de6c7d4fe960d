/** What the app and the export worker say to each other. */
import type { StackChoice } from '#shared/cdk/stack-choice';
import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';
import type { Anchors } from './anchors';

export interface ExportRequest {
  readonly run: number;
  readonly document: ProjectDocument;
  /** What reading the file found and the document itself cannot show: that parts of it could not be read. */
  readonly unread: readonly Finding[];
  /** .spillway/export.json of the folder that the design was last exported into: its names are kept. */
  readonly record: string | undefined;
  /** Undefined for what the record says. */
  readonly stacks: StackChoice | undefined;
}

/** The CDK app that a document becomes. */
export interface Generated {
  /** Start of file names and name of the package. */
  readonly slug: string;
  /** For a folder of its own. */
  readonly folderName: string;
  readonly stacks: StackChoice;
  /** Sorted by path. Empty where the export is blocked. */
  readonly files: readonly GeneratedFile[];
  /** Findings that stop the export; empty where nothing does. */
  readonly blocked: readonly Finding[];
  /** How many limits do not hold at the drawn load; they do not stop the export. */
  readonly spills: number;
  readonly anchors: Anchors;
}

export interface GeneratedFile {
  readonly path: string;
  readonly text: string;
  /** The person's files stay as they are once edited; the others are renewed by each export. */
  readonly owner: 'generated' | 'person';
}

export type ExportReply =
  | { readonly run: number; readonly generated: Generated }
  /** A mistake of ours, told and not hidden. */
  | { readonly run: number; readonly trouble: string };

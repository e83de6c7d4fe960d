/** Edits as data. Applying one gives the document after it and the edit that takes it back. */
export interface ResourceRecord {
  readonly id: string;
  readonly service: string;
  readonly name: string;
  /** Only what differs from the defaults. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What a person wrote about it, in Markdown. */
  readonly note?: string;
}

export interface ConnectionRecord {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** What a person wrote about it, in Markdown. */
  readonly note?: string;
}

/** A bounded context: resources that belong together, in a frame of their own. A resource is in one group at most. */
export interface GroupRecord {
  readonly id: string;
  readonly name: string;
  /** Ids of resources, sorted. */
  readonly members: readonly string[];
}

/** A note that stands free on the canvas. */
export interface NoteRecord {
  readonly id: string;
  /** Markdown. */
  readonly text: string;
}

export interface Position {
  readonly x: number;
  readonly y: number;
}

/** Where something stands on the canvas. Frames of groups and free notes have a size too. */
export interface Place extends Position {
  readonly width?: number;
  readonly height?: number;
  /** Of a group that is shown as one card. Left out where false. */
  readonly collapsed?: true;
}

export interface Acknowledgement {
  readonly rule: string;
  readonly resource?: string;
  readonly connection?: string;
  readonly reason: string;
}

export type ProjectEdit =
  | { readonly do: 'add-resource'; readonly resource: ResourceRecord; readonly at?: Position }
  | { readonly do: 'remove-resource'; readonly id: string }
  | { readonly do: 'connect'; readonly connection: ConnectionRecord }
  | { readonly do: 'disconnect'; readonly id: string }
  | { readonly do: 'rename'; readonly id: string; readonly name: string }
  | {
      readonly do: 'set-config';
      readonly target: { readonly resource: string } | { readonly connection: string };
      readonly field: string;
      /** Undefined takes the field back to its default. */
      readonly value?: unknown;
    }
  | { readonly do: 'move'; readonly positions: Readonly<Record<string, Place | null>> }
  /** Adds a group, or gives it another name or other members. Null takes its place away. */
  | { readonly do: 'put-group'; readonly group: GroupRecord; readonly at?: Place | null }
  /** Takes the frame away and leaves the members. */
  | { readonly do: 'remove-group'; readonly id: string }
  | { readonly do: 'put-note'; readonly note: NoteRecord; readonly at?: Place | null }
  | { readonly do: 'remove-note'; readonly id: string }
  /** Writes about a resource or a connection; an empty text takes the note away. */
  | {
      readonly do: 'set-note';
      readonly target: { readonly resource: string } | { readonly connection: string };
      readonly text: string;
    }
  | {
      readonly do: 'set-account';
      readonly region?: string;
      /** Null takes a quota back to AWS's default. */
      readonly quotas?: Readonly<Record<string, number | null>>;
      readonly freeTier?: boolean;
    }
  | { readonly do: 'set-name'; readonly name: string }
  | { readonly do: 'acknowledge'; readonly acknowledgement: Acknowledgement }
  | { readonly do: 'unacknowledge'; readonly rule: string; readonly resource?: string; readonly connection?: string }
  | { readonly do: 'put-scenario'; readonly scenario: { readonly id: string; readonly [field: string]: unknown } }
  | { readonly do: 'remove-scenario'; readonly id: string }
  | { readonly do: 'put-assertion'; readonly assertion: { readonly id: string; readonly [field: string]: unknown } }
  | { readonly do: 'remove-assertion'; readonly id: string }
  /** Several edits as one step, in order. */
  | { readonly do: 'all'; readonly title: string; readonly edits: readonly ProjectEdit[] };

/** Edits as data. Applying one gives the document after it and the edit that takes it back. */
export interface ResourceRecord {
  readonly id: string;
  readonly service: string;
  readonly name: string;
  /** Only what differs from the defaults. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface ConnectionRecord {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export interface Position {
  readonly x: number;
  readonly y: number;
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
  | { readonly do: 'move'; readonly positions: Readonly<Record<string, Position | null>> }
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

import type { ConnectionKind, Invocation } from '#shared/model/connection';

/** How a connection is drawn: by who waits for whom, or apart for what is left of failed work. */
export type LineForm = Invocation | 'outcome';

export function formOf(kind: ConnectionKind | undefined): LineForm {
  if (!kind) return 'synchronous';
  return kind.role === 'work' ? kind.invocation : 'outcome';
}

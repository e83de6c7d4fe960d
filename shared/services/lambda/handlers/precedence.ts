import type { HandlerCode } from '#shared/model/cdk';

/** Handlers whose events look like those of others first; else as they were. */
export const byPrecedence = (one: HandlerCode, other: HandlerCode): number =>
  Number(other.comesFirst === true) - Number(one.comesFirst === true);

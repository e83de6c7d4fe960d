/** What handlers say and do where the same work may come twice. */
import type { WorkCode } from './cdk';
import type { Code } from './code';

/**
 * @param what of the work: `A notification`
 * @param how to know it again, where the code must: `, by its MessageId for example`
 */
export function onRepeats(what: string, { isIdempotent, once }: WorkCode, how = ''): string {
  if (once) return `${what} may come twice: its key is kept, and what is known is not done again.`;
  return isIdempotent
    ? `${what} may come twice: keep this code idempotent${how}.`
    : `${what} may come twice, and the drawing does not call this function idempotent: it will then be done twice.`;
}

/** The work itself; where the function keeps keys, only if `key` is new. */
export function workCode({ calls, once }: WorkCode, key: Code): Code {
  return once ? once(key) : calls;
}

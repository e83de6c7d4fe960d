/** What handlers say and do where the same work may come twice. */
import type { Language, WorkCode } from './cdk';
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

/** Name of what tells a piece of work from all others in generated code, where something needs that. */
export const WORK_ID: Readonly<Record<Language, Code>> = { typescript: 'workId', python: 'work_id' };

/** Whether something looks at what tells a piece of work from all others. */
export const isIdentified = ({ needsId, once }: WorkCode): boolean => needsId || once !== undefined;

/** The work itself; where the function keeps keys, only if `id` is new. */
export function workCode(work: WorkCode, id: Code): Code {
  return work.once ? work.once(id) : onlyWork(work, id);
}

/** The work itself, of what does not come again or cannot be known. */
export function onlyWork({ calls, shows }: WorkCode, id: Code): Code {
  return [calls(id), shows].filter((code) => code !== '').join('\n');
}

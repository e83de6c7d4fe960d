/** What became of each thing of two drawings: told by a sign and a word, never by colour alone. */
import type { ChangeKind, DesignDifference } from '#shared/document/changes';
import { CHANGE_MARKS } from '#shared/report/comparison-tables';

export type Mark = ChangeKind | 'moved';

export const MARK_SIGN = CHANGE_MARKS;
export const MARK_WORD: Readonly<Record<Mark, string>> = {
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  moved: 'only moved',
};

/** By id of resource or connection; what is the same has no mark. */
export function marksOf(difference: DesignDifference | undefined): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const { subject, id, change } of difference?.changes ?? []) {
    if (subject === 'resource' || subject === 'connection') marks.set(id, change);
  }
  for (const { id } of difference?.moved ?? []) marks.set(id, 'moved');
  return marks;
}

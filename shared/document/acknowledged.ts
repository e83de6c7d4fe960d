import type { Acknowledgement } from '#shared/model/edit';
import { compareText } from './order';

/** What an acknowledgement speaks of: a rule at a place. Its reason is not part of that. */
type Subject = Omit<Acknowledgement, 'reason'>;

export function subjectKey({ rule, resource, connection }: Subject): string {
  return JSON.stringify([rule, resource ?? null, connection ?? null]);
}

export function compareAcknowledgements(a: Subject, b: Subject): number {
  return (
    compareText(a.rule, b.rule) ||
    compareText(a.resource ?? '', b.resource ?? '') ||
    compareText(a.connection ?? '', b.connection ?? '')
  );
}

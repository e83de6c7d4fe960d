/** Targets that are delivered to one by one, and the queues that keep what one of them did not get. */
import type { Connection, Resource } from './graph';

type Sides = Pick<Resource, 'outbound'>;

/** How a dead-letter queue says whose it is: the id of the target’s connection, or empty for every target. */
export interface NamesTarget extends Record<string, unknown> {
  readonly target: string;
}

/** Connections by which work leaves. */
export function workOf<C>({ outbound }: Sides): readonly Connection<C>[] {
  return outbound.filter(({ kind }) => kind.role === 'work') as unknown as readonly Connection<C>[];
}

export function deadLettersOf({ outbound }: Sides): readonly Connection<NamesTarget>[] {
  return outbound.filter(({ kind }) => kind.role === 'failure') as unknown as readonly Connection<NamesTarget>[];
}

/** The queue drawn for the target itself, else the one for all targets. */
export function deadLetterOf(source: Sides, target: string): Connection<NamesTarget> | undefined {
  const drawn = deadLettersOf(source);
  return drawn.find(({ config }) => config.target === target) ?? drawn.find(({ config }) => config.target === '');
}

type DeadLetter = Pick<Connection, 'from' | 'to'>;

/** Whether the queue that keeps what `named` (empty: any target) did not get is that target itself. */
export function isItsOwnTarget({ from, to }: DeadLetter, named: string): boolean {
  return workOf(from.resource).some(
    ({ id, to: target }) => target.resource.id === to.resource.id && (named === '' || named === id),
  );
}

/** Whether `named` is no target of the source. Empty names all of them. */
export function namesNoTarget({ from }: DeadLetter, named: string): boolean {
  return named !== '' && !workOf(from.resource).some(({ id }) => id === named);
}

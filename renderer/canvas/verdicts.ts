/** Which connections may be drawn, asked of the core; and what is said where none may. */
import { connectionChoices } from '#shared/document/connectable';
import type { ProjectDocument } from '#shared/document/schema';
import type { ResourceRecord } from '#shared/model/edit';
import type { ServiceDefinition } from '#shared/model/service';
import { services } from '../project/catalogue';
import type { Verdict } from './connecting';

/** What leaves a card: work from its side, what is left of failed work from its bottom. */
export type Leaving = 'work' | 'outcome' | 'either';

export function verdictOf(from: ResourceRecord, to: ResourceRecord, leaving: Leaving): Verdict {
  const { kinds, refusal } = connectionChoices(from, to, services);
  const fitting = kinds.filter(({ role }) => leaving === 'either' || (role === 'work') === (leaving === 'work'));
  if (fitting.length > 0) return { kinds: fitting };
  if (refusal) return { kinds: [], refusal };
  // Something fits, only not from this side of the card.
  return {
    kinds: [],
    refusal: {
      why:
        leaving === 'outcome'
          ? `${from.name} does not report failed work to ${to.name}`
          : `${from.name} passes only failed or finished work on to ${to.name}`,
      instead: leaving === 'outcome' ? 'begin at the right side of the card' : 'begin at the bottom of the card',
    },
  };
}

export function verdictsFrom(document: ProjectDocument, from: string, leaving: Leaving): ReadonlyMap<string, Verdict> {
  const source = document.resources.find(({ id }) => id === from);
  if (!source) throw new Error(`resource ${from} is not in the document`);
  return new Map(
    document.resources
      .filter(({ id }) => id !== from)
      .map((resource) => [resource.id, verdictOf(source, resource, leaving)]),
  );
}

/** Whether a resource of this service, as it is when new, may come after another; by which kinds, or why not. */
export function verdictOnNew(from: ResourceRecord, service: ServiceDefinition, leaving: Leaving): Verdict {
  const newcomer = { id: `new ${service.id}`, service: service.id, name: `a ${service.shortTitle}`, config: {} };
  return verdictOf(from, newcomer, leaving);
}

/**
 * Whether a new resource of this service may stand between two that are connected: kinds before and behind it. Work
 * stays work on both sides; what is left of failed work comes to it as such, and goes on as whatever fits.
 */
export function verdictBetween(
  from: ResourceRecord,
  to: ResourceRecord,
  service: ServiceDefinition,
  leaving: 'work' | 'outcome',
): { readonly before: Verdict; readonly behind: Verdict } {
  const newcomer = { id: `new ${service.id}`, service: service.id, name: `a ${service.shortTitle}`, config: {} };
  return {
    before: verdictOf(from, newcomer, leaving),
    behind: verdictOf(newcomer, to, leaving === 'work' ? 'work' : 'either'),
  };
}

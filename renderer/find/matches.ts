/** What a query finds in a drawing: resources, connections and notes, from left to right. */
import type { ProjectDocument } from '#shared/document/schema';
import type { Evaluation } from '#shared/evaluation/evaluation';
import type { ConnectionRecord, ResourceRecord } from '#shared/model/edit';
import type { Invocation } from '#shared/model/connection';
import type { Finding } from '#shared/model/finding';
import { canvasPlaces } from '#shared/picture/frames';
import { kindOf } from '../project/catalogue';
import type { Comparison, Condition, StateName, Term, Use } from './query';

export interface Searched {
  readonly document: ProjectDocument;
  readonly evaluation: Evaluation | undefined;
  readonly findings: readonly Finding[];
  /** Ids of what is new or changed since the design was saved. */
  readonly modified: ReadonlySet<string>;
}

export interface Match {
  readonly list: 'resources' | 'connections' | 'notes';
  readonly id: string;
}

/** Less than this share is rounding. */
const NOTICEABLE = 0.0005;

export function matchesOf(terms: readonly Term[], searched: Searched): readonly Match[] {
  if (terms.length === 0) return [];
  const facts = factsOf(searched);
  const { resources, connections, notes } = searched.document;
  const all = (holds: (condition: Condition) => boolean): boolean =>
    terms.every((term) => holds(term) !== term.isTurned);
  const found: Match[] = [
    ...resources
      .filter((record) => all((condition) => resourceHolds(condition, record, facts)))
      .map(({ id }): Match => ({ list: 'resources', id })),
    ...connections
      .filter((record) => all((condition) => connectionHolds(condition, record, facts)))
      .map(({ id }): Match => ({ list: 'connections', id })),
    ...notes
      .filter(({ text }) => all((condition) => condition.kind === 'word' && has(text, condition.text)))
      .map(({ id }): Match => ({ list: 'notes', id })),
  ];
  return inReadingOrder(found, searched.document);
}

interface Facts extends Searched {
  readonly fed: ReadonlySet<string>;
  readonly ends: ReadonlySet<string>;
  /** By resource: what its connections are used for. */
  readonly uses: ReadonlyMap<string, ReadonlySet<Use>>;
  /** Open findings by the resource or connection that they are at. */
  readonly open: ReadonlyMap<string, readonly Finding[]>;
}

const INVOCATION_USE: Readonly<Record<Invocation, Use>> = { synchronous: 'sync', asynchronous: 'async', poll: 'poll' };

function factsOf(searched: Searched): Facts {
  const { document, findings } = searched;
  const fed = new Set(document.connections.map(({ to }) => to));
  const ends = new Set(document.connections.flatMap(({ from, to }) => [from, to]));
  const uses = new Map<string, Set<Use>>();
  const note = (id: string, use: Use): void => void uses.set(id, (uses.get(id) ?? new Set()).add(use));
  for (const record of document.connections) {
    for (const use of usesOf(record)) {
      note(record.from, use);
      // A dead-letter queue is used by what sends to it.
      if (use !== 'dlq') note(record.to, use);
    }
  }
  const open = new Map<string, Finding[]>();
  for (const finding of findings) {
    const id = finding.at.connection ?? finding.at.resource;
    if (id === undefined || finding.acknowledged !== undefined) continue;
    open.set(id, [...(open.get(id) ?? []), finding]);
  }
  return { ...searched, fed, ends, uses, open };
}

function usesOf({ kind }: ConnectionRecord): readonly Use[] {
  const known = kindOf(kind);
  if (!known) return [];
  return known.role === 'failure' ? ['dlq'] : [INVOCATION_USE[known.invocation]];
}

function resourceHolds(condition: Condition, record: ResourceRecord, facts: Facts): boolean {
  const { id, name, service, note = '' } = record;
  const result = facts.evaluation?.resources[id];
  switch (condition.kind) {
    case 'word':
      return has(name, condition.text) || has(id, condition.text) || has(note, condition.text);
    case 'service':
      return service === condition.service;
    case 'use':
      return facts.uses.get(id)?.has(condition.use) ?? false;
    case 'rule':
      return facts.open.get(id)?.some(({ rule }) => has(rule, condition.rule)) ?? false;
    case 'figure': {
      if (!result) return false;
      const { figure, comparison, value } = condition;
      // What nothing limits has no utilisation to compare.
      if (figure === 'util') return result.limits.length > 0 && compares(result.utilisation * 100, comparison, value);
      return compares(figure === 'cost' ? result.usdPerMonth : result.offeredPerSecond, comparison, value);
    }
    case 'state':
      return resourceIs(condition.state, record, facts);
    default:
      return condition satisfies never;
  }
}

function resourceIs(state: StateName, { id, note }: ResourceRecord, facts: Facts): boolean {
  const result = facts.evaluation?.resources[id];
  const least = (result?.offeredPerSecond ?? 0) * NOTICEABLE;
  switch (state) {
    case 'throttled':
      return (result?.throttledPerSecond ?? 0) > least;
    case 'over':
      return (result?.utilisation ?? 0) > 1 + 1e-9;
    case 'waiting':
      return (result?.waitingPerSecond ?? 0) > least;
    case 'failing':
      return (result?.failedPerSecond ?? 0) > least;
    case 'modified':
      return facts.modified.has(id);
    case 'unconnected':
      return !facts.ends.has(id);
    case 'noted':
      return note !== undefined;
    case 'entry':
      return !facts.fed.has(id) && (result?.offeredPerSecond ?? 0) > 0;
    case 'error':
    case 'warning':
      return facts.open.get(id)?.some(({ severity }) => severity === state) ?? false;
    default:
      return state satisfies never;
  }
}

function connectionHolds(condition: Condition, record: ConnectionRecord, facts: Facts): boolean {
  const { id, kind, note = '' } = record;
  const result = facts.evaluation?.connections[id];
  switch (condition.kind) {
    case 'word':
      return has(kindOf(kind)?.title ?? kind, condition.text) || has(note, condition.text);
    case 'service':
      return false;
    case 'use':
      return usesOf(record).includes(condition.use);
    case 'rule':
      return facts.open.get(id)?.some(({ rule }) => has(rule, condition.rule)) ?? false;
    case 'figure':
      return (
        condition.figure === 'rate' &&
        result !== undefined &&
        compares(result.perSecond, condition.comparison, condition.value)
      );
    case 'state':
      return connectionIs(condition.state, record, facts);
    default:
      return condition satisfies never;
  }
}

function connectionIs(state: StateName, { id, note }: ConnectionRecord, facts: Facts): boolean {
  const result = facts.evaluation?.connections[id];
  switch (state) {
    case 'throttled':
      return (result?.throttledShare ?? 0) > NOTICEABLE;
    case 'waiting':
      return (result?.delayedShare ?? 0) > NOTICEABLE;
    case 'failing':
      return (result?.failedShare ?? 0) > NOTICEABLE;
    case 'modified':
      return facts.modified.has(id);
    case 'noted':
      return note !== undefined;
    case 'error':
    case 'warning':
      return facts.open.get(id)?.some(({ severity }) => severity === state) ?? false;
    case 'over':
    case 'unconnected':
    case 'entry':
      return false;
    default:
      return state satisfies never;
  }
}

const has = (text: string, part: string): boolean => text.toLowerCase().includes(part.toLowerCase());

function compares(figure: number, comparison: Comparison, value: number): boolean {
  switch (comparison) {
    case '>':
      return figure > value;
    case '>=':
      return figure >= value;
    case '<':
      return figure < value;
    case '<=':
      return figure <= value;
    case '=':
      // As figures are read: to three digits.
      return Number(figure.toPrecision(3)) === value;
    default:
      return comparison satisfies never;
  }
}

/** Columns from left to right, each from top to bottom; a connection stands where it begins. */
function inReadingOrder(matches: readonly Match[], document: ProjectDocument): readonly Match[] {
  const places = canvasPlaces(document);
  const starts = new Map(document.connections.map(({ id, from }) => [id, from]));
  const placeOf = ({ id }: Match) => places.get(starts.get(id) ?? id) ?? { x: 0, y: 0 };
  return matches.toSorted((a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    return first.x - second.x || first.y - second.y || (a.id < b.id ? -1 : 1);
  });
}

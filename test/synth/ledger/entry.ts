/** What a template must have, resource by resource, each with the whole of its properties. */
import { same } from '../policies';
import type { Identified, TemplateReader } from '../wiring/reader';

/** Sentences on a value that is not what is wanted; none where it is. */
export type Test = (value: unknown) => readonly string[];

/** JSON in which a test stands wherever more than one value is right, and `undefined` for what is not there. */
export type Wanted = unknown;

export interface Entry {
  /** Whose it is, for sentences. */
  readonly of: string;
  readonly type: string;
  /** Tells the resource among others of its type. */
  readonly is: (resource: Identified) => boolean;
  readonly properties: Readonly<Record<string, Wanted>>;
  /** What becomes of it when it leaves the stack; CloudFormation deletes what does not say. */
  readonly kept?: 'Retain' | 'Delete';
  /** Logical ids of what must be there before it, beside what it refers to. */
  readonly after?: readonly string[];
}

/** Compares the resources of the types that any entry speaks of: each is in one entry, and each entry has one. */
export function entryFaults(
  entries: readonly Entry[],
  { resources }: TemplateReader,
  types: ReadonlySet<string>,
): readonly string[] {
  const open = new Map(resources.filter(({ Type }) => types.has(Type)).map((resource) => [resource.id, resource]));
  const faults = entries.flatMap((entry) => {
    const candidates = [...open.values()].filter((resource) => resource.Type === entry.type && entry.is(resource));
    const [first] = candidates;
    if (!first) return [`${entry.of}: no ${entry.type}`];
    const exact = candidates.find((each) => faultsOf(entry, each).length === 0) ?? first;
    open.delete(exact.id);
    return faultsOf(entry, exact).map((fault) => `${entry.of}: ${entry.type} ${fault}`);
  });
  return [...faults, ...[...open.values()].map(({ id, Type }) => `${Type} ${id}, which nobody drew`)];
}

function faultsOf({ properties, kept, after = [] }: Entry, resource: Identified): readonly string[] {
  const { DependsOn = [], DeletionPolicy, UpdateReplacePolicy } = resource;
  const missing = after.filter((id) => ![DependsOn].flat().includes(id));
  return [
    ...differences(properties, resource.Properties ?? {}, ''),
    ...differences(kept, DeletionPolicy, 'DeletionPolicy'),
    ...differences(kept, UpdateReplacePolicy, 'UpdateReplacePolicy'),
    ...missing.map((id) => `does not wait for ${id}`),
  ];
}

/** Where a value is another than wanted: `Redrive.maxReceiveCount is 4, not 3`. */
export function differences(wanted: Wanted, actual: unknown, path: string): readonly string[] {
  if (typeof wanted === 'function') return (wanted as Test)(actual).map((sentence) => `${path} ${sentence}`);
  if (isPlain(wanted) && isPlain(actual)) {
    const names = new Set([...Object.keys(wanted), ...Object.keys(actual)]);
    return [...names].flatMap((name) =>
      differences(wanted[name], actual[name], path === '' ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(wanted) && Array.isArray(actual) && wanted.length === actual.length)
    return wanted.flatMap((each: unknown, at) => differences(each, actual[at], `${path}[${at}]`));
  return same(wanted, actual) ? [] : [`${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`];
}

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** A test that needs no more words than these. */
export const that =
  (holds: (value: unknown) => boolean, words: string): Test =>
  (value) =>
    holds(value) ? [] : [`is ${JSON.stringify(value)}, not ${words}`];

/** For what the drawing does not say: there, and of some length. */
export const named = that((value) => typeof value === 'string' && value !== '', 'a name');

/** These, in any order. */
export const anyOrder = (wanted: readonly Wanted[]): Test =>
  that(
    (value) => {
      const left = Array.isArray(value) ? [...(value as readonly unknown[])] : [];
      const isThere = wanted.every((each) => {
        const at = left.findIndex((one) => differences(each, one, '').length === 0);
        if (at >= 0) left.splice(at, 1);
        return at >= 0;
      });
      return Array.isArray(value) && isThere && left.length === 0;
    },
    `${wanted.length} of those that are drawn: ${JSON.stringify(wanted)}`,
  );

/** A text that says this in JSON. */
export const json = (wanted: unknown): Test =>
  that((value) => typeof value === 'string' && same(parsed(value), wanted), JSON.stringify(wanted));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The value where it holds. */
export const when = <T>(holds: boolean, value: T): T | undefined => (holds ? value : undefined);

export const att = (id: string, attribute = 'Arn'): unknown => ({ 'Fn::GetAtt': [id, attribute] });
export const ref = (id: string): unknown => ({ Ref: id });
export const ACCOUNT = { Ref: 'AWS::AccountId' };
export const joined = (...parts: readonly unknown[]): unknown => ({ 'Fn::Join': ['', parts] });

/** What the ledger leaves to other tests. */
export const free = that(() => true, '');

/** What becomes of a design when it is changed: the drawing, the figures, the findings and the assertions, side by side. */
import { type DesignDifference, differenceBetween } from '#shared/document/changes';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';
import type { Registry } from '#shared/model/service';
import { VERSION } from '#shared/version';
import type { JudgedAssertion } from './assertions';
import type { Evaluation } from './evaluation';

export interface Assessed {
  readonly document: ProjectDocument;
  readonly evaluation: Evaluation;
  readonly assertions: readonly JudgedAssertion[];
}

export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

export interface FirstLimit {
  readonly resource: string;
  /** Name of the resource. */
  readonly name: string;
  readonly title: string;
}

export interface Comparison {
  /** Version of Spillway that made it. */
  readonly spillway: string;
  readonly name: Pair<string>;
  readonly region: Pair<string>;
  readonly loadFactor: Pair<number>;
  readonly entryPerSecond: Pair<number>;
  /** Null where no limit moves with the load. */
  readonly sustainsPerSecond: Pair<number | null>;
  readonly firstLimit: Pair<FirstLimit | null>;
  /** Mean time to an answer at each entry, in seconds; null where the design has no such entry. */
  readonly latencies: readonly ({ readonly resource: string; readonly name: string } & Pair<number | null>)[];
  /** Null where no prices are known for the Region. */
  readonly usdPerMonth: Pair<number | null>;
  readonly difference: DesignDifference;
  readonly findings: {
    readonly appeared: readonly Finding[];
    /** One that is acknowledged since carries the reason. */
    readonly gone: readonly Finding[];
  };
  readonly assertions: {
    /** Fail now, and held before or were not made. */
    readonly broken: readonly JudgedAssertion[];
    /** Hold now and failed before. */
    readonly mended: readonly JudgedAssertion[];
  };
}

/** Compares two designs as they were evaluated; each may have its own load and Region. */
export function compareDesigns(before: Assessed, after: Assessed, registry: Registry): Comparison {
  const both = <T>(of: (side: Assessed) => T): Pair<T> => ({ before: of(before), after: of(after) });
  return {
    spillway: VERSION,
    name: both(({ document }) => document.name),
    region: both(({ evaluation }) => evaluation.region),
    loadFactor: both(({ evaluation }) => evaluation.loadFactor),
    entryPerSecond: both(({ evaluation }) => evaluation.entryPerSecond),
    sustainsPerSecond: both(({ evaluation }) => evaluation.sustains?.perSecond ?? null),
    firstLimit: both(firstLimit),
    latencies: latencies(before, after, registry),
    usdPerMonth: both(({ evaluation: { cost } }) => (cost.asOf === '' ? null : cost.usdPerMonth)),
    difference: differenceBetween(before.document, after.document, registry),
    findings: {
      appeared: missingFrom(before.evaluation.findings, after.evaluation.findings),
      gone: withReasons(missingFrom(after.evaluation.findings, before.evaluation.findings), after.evaluation.findings),
    },
    assertions: {
      broken: after.assertions.filter(({ id, holds }) => !holds && before.assertions.find(sameAs(id))?.holds !== false),
      mended: after.assertions.filter(({ id, holds }) => holds && before.assertions.find(sameAs(id))?.holds === false),
    },
  };
}

const sameAs =
  (id: string) =>
  (other: JudgedAssertion): boolean =>
    other.id === id;

function firstLimit({ document, evaluation: { sustains } }: Assessed): FirstLimit | null {
  if (!sustains) return null;
  const { resource, title } = sustains;
  return { resource, name: document.resources.find(({ id }) => id === resource)?.name ?? resource, title };
}

function latencies(before: Assessed, after: Assessed, registry: Registry): Comparison['latencies'] {
  const [olds, news] = [entriesOf(before, registry), entriesOf(after, registry)];
  const ids = [...new Set([...news.keys(), ...olds.keys()])];
  return ids.map((resource) => {
    const [old, now] = [olds.get(resource), news.get(resource)];
    return {
      resource,
      name: now?.name ?? old?.name ?? resource,
      before: old?.latency ?? null,
      after: now?.latency ?? null,
    };
  });
}

/** Entries that call something: what calls nothing waits for nothing. */
function entriesOf(
  { document, evaluation }: Assessed,
  registry: Registry,
): ReadonlyMap<string, { readonly name: string; readonly latency: number }> {
  const entries = resolve(document, registry).graph.resources.filter(
    ({ service, config, outbound }) => service.entryRate(config) !== undefined && outbound.length > 0,
  );
  return new Map(
    entries.flatMap(({ id, name }) => {
      const found = evaluation.resources[id];
      return found ? [[id, { name, latency: found.latencySeconds }] as const] : [];
    }),
  );
}

/** Open findings of `all` that are not open in `others`: another severity is another finding, another figure is not. */
function missingFrom(others: readonly Finding[], all: readonly Finding[]): readonly Finding[] {
  const counts = new Map<string, number>();
  for (const finding of others.filter(isOpen)) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return all.filter(isOpen).filter((finding) => {
    const left = counts.get(keyOf(finding)) ?? 0;
    counts.set(keyOf(finding), left - 1);
    return left <= 0;
  });
}

function withReasons(gone: readonly Finding[], now: readonly Finding[]): readonly Finding[] {
  return gone.map((finding) => {
    const kept = now.find((other) => !isOpen(other) && keyOf(other) === keyOf(finding));
    return kept ?? finding;
  });
}

const isOpen = ({ acknowledged }: Finding): boolean => acknowledged === undefined;

const keyOf = ({ rule, severity, at: { resource, connection, field } }: Finding): string =>
  JSON.stringify([rule, severity, resource, connection, field]);

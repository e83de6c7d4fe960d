/** Binds one connection of the document to its kind and to the terms of its two ends, or says why that cannot be. */
import type { ConnectionKind } from '#shared/model/connection';
import type { Contract } from '#shared/model/contract';
import type { ConnectionRecord, ResourceRecord } from '#shared/model/edit';
import type { Finding, Remedy } from '#shared/model/finding';
import type { Connection, End, Resource } from '#shared/model/graph';
import { together } from '#shared/model/remedy';
import type { Registry } from '#shared/model/service';
import { listed } from '#shared/model/wording';
import type { Catalogue } from './catalogue';
import { connectionChoices } from './connectable';
import { nearest } from './nearest';
import { resolveConfig } from './resolve-config';
import { documentFinding, type DocumentRuleName } from './rules';
import { quote } from './say';

/** A resource while its connections are being found. */
export type GrowingResource = {
  -readonly [Key in keyof Resource]: Key extends 'inbound' | 'outbound' ? Connection[] : Resource[Key];
};

export interface Surroundings {
  readonly catalogue: Catalogue;
  readonly registry: Registry;
  readonly resources: ReadonlyMap<string, GrowingResource>;
  readonly records: ReadonlyMap<string, ResourceRecord>;
}

export interface Bound {
  readonly connection: Connection | undefined;
  readonly findings: readonly Finding[];
}

export function bindConnection(record: ConnectionRecord, around: Surroundings): Bound {
  const source = around.records.get(record.from);
  const target = around.records.get(record.to);
  if (!source || !target) {
    const missing = [record.from, record.to].filter((id) => !around.records.has(id)).map(quote);
    const what = `${record.id} needs ${listed(missing)}, which this project does not have: take it out or draw the missing end`;
    const remedy = { title: 'Take the connection out', edit: { do: 'disconnect', id: record.id } } as const;
    return refused(record, 'connection-has-both-ends', what, { remedy });
  }
  const kind = around.catalogue.kind(record.kind);
  if (!kind) return refused(record, 'kind-is-known', unknownKind(record, around.catalogue));
  const from = around.resources.get(record.from);
  const to = around.resources.get(record.to);
  // A resource of an unknown service has its own finding, which says all that can be said.
  if (!from || !to) return { connection: undefined, findings: [] };
  const starts = from === to ? undefined : endOf(from, 'out', kind.from);
  const ends = from === to ? undefined : endOf(to, 'in', kind.to);
  if (!starts || !ends) return misfit(record, kind, source, target, around.registry);
  const refusal = kind.refuses(starts.terms, ends.terms);
  if (refusal) {
    const { source: page, asOf } = refusal;
    const message = `${kind.title} from ${from.name} to ${to.name} is not possible: ${refusal.why}: ${refusal.instead}`;
    const other = redraw(record, kind, connectionChoices(source, target, around.registry).kinds);
    return refused(record, 'connection-is-possible', message, { source: page, asOf, ...other });
  }
  const owner = { target: { connection: record.id }, name: `${from.name} → ${to.name}` };
  const { config, findings } = resolveConfig(record.config, kind.config, owner);
  return { connection: { id: record.id, kind, config, from: starts, to: ends }, findings };
}

function endOf(resource: GrowingResource, side: 'in' | 'out', contract: Contract): End | undefined {
  const port = resource.service.ports.find((each) => each.side === side && each.contract === contract);
  return port && { resource, contract, terms: port.terms(resource.config) };
}

function unknownKind({ id, kind }: ConnectionRecord, { kinds }: Catalogue): string {
  const ids = kinds.map((each) => each.id);
  const meant = nearest(kind, ids);
  const hint = meant ? `perhaps ${quote(meant)} is meant` : 'open the project with a version that knows it';
  return `${id} is a connection of the kind ${quote(kind)}, which this version of Spillway does not know, so nothing flows on it: ${hint}`;
}

function misfit(
  record: ConnectionRecord,
  kind: ConnectionKind,
  source: ResourceRecord,
  target: ResourceRecord,
  registry: Registry,
): Bound {
  const { kinds, refusal } = connectionChoices(source, target, registry);
  const what = `${source.name} and ${target.name} cannot be joined by ${quote(kind.title)}`;
  const instead = refusal
    ? `${refusal.why}: ${refusal.instead}`
    : `draw one of these instead: ${kinds.map(({ title }) => title).join(', ')}`;
  return refused(record, 'connection-fits-its-ends', `${what}: ${instead}`, redraw(record, kind, kinds));
}

/** The same line as another kind, where one only carries the same role. */
function redraw(
  record: ConnectionRecord,
  { role }: ConnectionKind,
  kinds: readonly ConnectionKind[],
): { remedy?: Remedy } {
  const [other, ...more] = kinds.filter((each) => each.role === role);
  if (!other || more.length > 0) return {};
  const connection = { ...record, kind: other.id, config: {} };
  return {
    remedy: together(`Draw it as ${other.title}`, { do: 'disconnect', id: record.id }, { do: 'connect', connection }),
  };
}

function refused(
  { id }: ConnectionRecord,
  rule: DocumentRuleName,
  message: string,
  more: Parameters<typeof documentFinding>[3] = {},
): Bound {
  return { connection: undefined, findings: [documentFinding(rule, { connection: id }, message, more)] };
}

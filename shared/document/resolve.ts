/**
 * From the document to the graph: configurations complete, connections bound to their kinds and to the terms of both
 * ends. What cannot be resolved is left out of the graph with a finding; the document keeps it.
 */
import type { ResourceRecord } from '#shared/model/edit';
import type { Finding } from '#shared/model/finding';
import type { Connection, Graph } from '#shared/model/graph';
import type { Registry } from '#shared/model/service';
import { bindConnection, type GrowingResource } from './bind';
import { type Catalogue, catalogueOf } from './catalogue';
import { nearest } from './nearest';
import { byId, compareText } from './order';
import { referenceFindings } from './references';
import { resolveConfig } from './resolve-config';
import { documentFinding } from './rules';
import { quote } from './say';
import type { ProjectDocument } from './schema';

export interface Resolved {
  readonly graph: Graph;
  /** Sorted by resource, connection, rule and field. */
  readonly findings: readonly Finding[];
  /** Ids of resources of services that this build does not know: they are drawn, and count for nothing. */
  readonly opaque: readonly string[];
  /** Ids of connections that are not in the graph. */
  readonly unresolved: readonly string[];
}

export function resolve(document: ProjectDocument, registry: Registry): Resolved {
  const catalogue = catalogueOf(registry);
  const findings: Finding[] = [];
  const resources = new Map<string, GrowingResource>();
  const opaque: string[] = [];
  for (const record of document.resources.toSorted(byId)) {
    const resource = resolveResource(record, catalogue, findings);
    if (resource) resources.set(record.id, resource);
    else opaque.push(record.id);
  }
  const records = new Map(document.resources.map((record) => [record.id, record]));
  const connections: Connection[] = [];
  const unresolved: string[] = [];
  for (const record of document.connections.toSorted(byId)) {
    const bound = bindConnection(record, { catalogue, registry, resources, records });
    findings.push(...bound.findings);
    if (bound.connection) connections.push(join(bound.connection, resources));
    else unresolved.push(record.id);
  }
  findings.push(...referenceFindings(document, registry));
  return {
    graph: { name: document.name, account: document.account, resources: [...resources.values()], connections },
    findings: findings.toSorted(compareFindings),
    opaque,
    unresolved,
  };
}

function resolveResource(
  record: ResourceRecord,
  catalogue: Catalogue,
  findings: Finding[],
): GrowingResource | undefined {
  const { id, name } = record;
  const service = catalogue.service(record.service);
  if (!service) {
    findings.push(unknownService(record, catalogue));
    return undefined;
  }
  const resolved = resolveConfig(record.config, service.config, { target: { resource: id }, name });
  findings.push(...resolved.findings);
  return { id, name, service, config: resolved.config, inbound: [], outbound: [] };
}

function unknownService({ id, name, service }: ResourceRecord, catalogue: Catalogue): Finding {
  const meant = nearest(service, catalogue.serviceIds);
  const hint = meant ? `perhaps ${quote(meant)} is meant` : 'open the project with a version that knows it';
  return documentFinding(
    'service-is-known',
    { resource: id },
    `${name} is of the service ${quote(service)}, which this version of Spillway does not know, so no figure counts it: ${hint}`,
  );
}

function join(connection: Connection, resources: ReadonlyMap<string, GrowingResource>): Connection {
  resources.get(connection.from.resource.id)?.outbound.push(connection);
  resources.get(connection.to.resource.id)?.inbound.push(connection);
  return connection;
}

function compareFindings(a: Finding, b: Finding): number {
  const theirs = sortKeys(b);
  return sortKeys(a).reduce((order, key, index) => order || compareText(key, theirs[index] ?? ''), 0);
}

function sortKeys({ at, rule, message }: Finding): readonly string[] {
  return [at.resource ?? '', at.connection ?? '', rule, at.field ?? '', message];
}

/**
 * Drawings for tests, as documents: resources and connections with the settings that matter, all else at its default.
 * `aGraph(aQueue('jobs'), aFunction('worker'), joined('lambda/queue-event-source', 'jobs', 'worker'))`.
 */
import { newDocument } from '#shared/document/new';
import { resolve } from '#shared/document/resolve';
import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord, ResourceRecord } from '#shared/model/edit';
import type { Config, Graph } from '#shared/model/graph';
import { services } from '#shared/services/registry';

export type Part =
  | { readonly resource: ResourceRecord }
  | { readonly connection: ConnectionRecord }
  | { readonly account: { readonly region?: string; readonly quotas?: Readonly<Record<string, number>> } };

export const aClient = builder('client', 'client');
export const aFlow = builder('appflow', 'flow');
export const aSchedule = builder('scheduler', 'schedule');
export const anEndpoint = builder('http-endpoint', 'partner');
export const anApi = builder('api-gateway', 'api');
export const aFunction = builder('lambda', 'worker');
export const aTopic = builder('sns', 'topic');
export const aBus = builder('eventbridge', 'bus');
export const aPipe = builder('pipes', 'pipe');
export const aStateMachine = builder('step-functions', 'workflow');
export const aStream = builder('kinesis', 'stream');
export const aDelivery = builder('firehose', 'delivery');
export const aTable = builder('dynamodb', 'table');
export const aWebAcl = builder('waf', 'acl');
export const aDistribution = builder('cloudfront', 'cdn');
export const aBucket = builder('s3', 'bucket');
const aPlainQueue = builder('sqs', 'queue');

/** `aQueue('jobs', { fifo: true })` is short for `aQueue('jobs', { type: 'fifo' })`. */
export function aQueue(id?: string, { fifo, ...config }: Config & { readonly fifo?: boolean } = {}): Part {
  return aPlainQueue(id, fifo ? { ...config, type: 'fifo' } : config);
}

/** A connection of a kind; its id is `from--to` unless `id` is given, for the second between the same two. */
export function joined(kind: string, from: string, to: string, config: Config = {}, id = `${from}--${to}`): Part {
  return { connection: { id, kind, from, to, config } };
}

export function anAccount(account: { readonly region?: string; readonly quotas?: Record<string, number> }): Part {
  return { account };
}

/** `make(0)`, `make(1)` … of `count`, in one list. */
export function numbered<T>(count: number, make: (n: number) => readonly T[]): readonly T[] {
  return Array.from({ length: count }, (_, n) => make(n)).flat();
}

export function aDocument(...parts: readonly Part[]): ProjectDocument {
  const empty = newDocument('test');
  const account = parts.flatMap((part) => ('account' in part ? part.account : []));
  return {
    ...empty,
    account: Object.assign({}, empty.account, ...account) as ProjectDocument['account'],
    resources: sorted(parts.flatMap((part) => ('resource' in part ? part.resource : []))),
    connections: sorted(parts.flatMap((part) => ('connection' in part ? part.connection : []))),
  };
}

/** The resolved drawing. Throws where a part cannot be resolved, so that a test cannot miss what it means to test. */
export function aGraph(...parts: readonly Part[]): Graph {
  return graphOf(aDocument(...parts));
}

export function graphOf(document: ProjectDocument): Graph {
  const { graph, findings } = resolve(document, services);
  const [fault] = findings;
  if (fault) throw new Error(`${fault.rule}: ${fault.message}`);
  return graph;
}

function builder(service: string, fallback: string) {
  return (id: string = fallback, config: Config = {}): Part => ({ resource: { id, service, name: id, config } });
}

function sorted<T extends { readonly id: string }>(records: readonly T[]): readonly T[] {
  return records.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

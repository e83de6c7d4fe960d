/** Drawings that together have every connection kind between every variant of its two ends that AWS takes. */
import type { Config, Graph } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../support/drawing';
import { CONNECTIONS, VARIANTS } from './variants';

/** Variants that differ in how code is packaged are worth their time in a few kinds only. */
const PACKAGING = new Set(['snapped', 'java', 'dotnet', 'bare']);
const PACKAGED_KINDS = new Set(['lambda/queue-event-source', 'lambda/invoke', 'sns/function-subscription']);

const KEYS = ['$default', '$connect', 'send', '$disconnect'];
const METHODS = ['POST', 'GET', 'ANY', 'PUT', 'DELETE', 'PATCH'];

/** One drawing for each kind, in which each variant of either end occurs. */
export function pairwise(): ReadonlyMap<string, Graph> {
  const kinds = services.flatMap(({ connections }) => connections);
  return new Map(kinds.map((kind) => [kind.id.replace('/', '-'), drawing(drawingOf(kind.id))]));
}

function drawingOf(kindId: string): Drawn {
  const kind = services.flatMap(({ connections }) => connections).find(({ id }) => id === kindId);
  if (!kind) throw new Error(`no kind ${kindId}`);
  const froms = ends(kindId, 'out', kind.from);
  const tos = ends(kindId, 'in', kind.to);
  const resources: Record<string, readonly [string, Config]> = {};
  const connections: [string, string, string, Config][] = [];
  const settings = CONNECTIONS[kindId] ?? [{}];
  const allowed = froms.flatMap((from, row) =>
    tos.flatMap((to, column) => {
      const isRefused = kind.refuses(from.terms as never, to.terms as never) !== undefined;
      return isRefused || isRefusedHere(kindId, from.config, to.config) ? [] : [{ from, to, row, column }];
    }),
  );
  const pairs = covering(allowed);
  pairs.forEach(({ from, to }, index) => {
    const [fromId, toId] = [`${from.variant}-${index}a`, `${to.variant}-${index}b`];
    resources[fromId] = [from.service, from.config];
    resources[toId] = [to.service, to.config];
    const isOutside = to.service === 'http-endpoint' && kind.from === 'http-call';
    const config = isOutside ? {} : { ...fitting(settings[index % settings.length] ?? {}, from, to) };
    // The method of an object's route is what it does, and its path names the object.
    if (kindId.startsWith('api-gateway/websocket-')) Object.assign(config, { routeKey: KEYS[index % KEYS.length] });
    else if (kind.from === 'integrate' && kind.to !== 'keep-objects')
      Object.assign(config, { method: METHODS[index % METHODS.length], path: index % 2 ? '/a/{id}' : '/' });
    connections.push([kindId, fromId, toId, config]);
    companions(kindId, fromId, toId, from.config, resources, connections);
  });
  return { resources, connections };
}

interface Variant {
  readonly service: string;
  readonly variant: string;
  readonly config: Config;
  readonly terms: unknown;
}

function ends(kindId: string, side: 'in' | 'out', contract: string): readonly Variant[] {
  return services.flatMap((service) => {
    const port = service.ports.find((each) => each.side === side && each.contract === contract);
    if (!port) return [];
    const variants = Object.entries(VARIANTS[service.id] ?? {}).filter(
      ([variant]) => !PACKAGING.has(variant) || PACKAGED_KINDS.has(kindId),
    );
    return variants.map(([variant, own]) => {
      const config = service.config.parse(own) as Config;
      return { service: service.id, variant, config: own, terms: port.terms(config) };
    });
  });
}

/** What AWS refuses by rules rather than by kind. */
function isRefusedHere(kindId: string, from: Config, to: Config): boolean {
  if (kindId === 'api-gateway/lambda-async') return from['type'] === 'HTTP';
  if (kindId === 'client/http-request') return to['endpoint'] === 'private';
  if (kindId === 'appflow/bus-destination') return from['trigger'] !== 'event';
  // A pipe has no token of a user.
  if (kindId === 'pipes/enrich-by-api' || kindId === 'pipes/api-target') return to['authorization'] === 'cognito';
  // Neither a rule nor a schedule sends a deduplication id.
  if (kindId === 'eventbridge/queue-target' || kindId === 'scheduler/queue-target')
    return to['type'] === 'fifo' && to['contentBasedDeduplication'] !== true;
  return false;
}

/** The fewest pairs, found greedily, in which each allowed end occurs. */
function covering<T extends { readonly row: number; readonly column: number }>(allowed: readonly T[]): readonly T[] {
  const rows = new Set(allowed.map(({ row }) => row));
  const columns = new Set(allowed.map(({ column }) => column));
  const chosen: T[] = [];
  while (rows.size > 0 || columns.size > 0) {
    const next =
      allowed.find(({ row, column }) => rows.has(row) && columns.has(column)) ??
      allowed.find(({ row, column }) => rows.has(row) || columns.has(column));
    if (!next) break;
    rows.delete(next.row);
    columns.delete(next.column);
    chosen.push(next);
  }
  return chosen;
}

/** Settings that do not go with a FIFO queue, what knows no usage plans or the stream of a table. */
function fitting(config: Config, { terms, config: from }: Variant, to: Variant): Config {
  // Only a REST API tells an authorizer the token alone.
  if (config['form'] === 'token' && from['type'] !== undefined) return { ...config, form: 'request' };
  if ((to.terms as { readonly takesUsagePlans?: boolean }).takesUsagePlans === false) return {};
  if ((terms as { readonly hasFanOut?: boolean }).hasFanOut === false) return { ...config, enhancedFanOut: false };
  if (from['type'] === 'fifo' && config['batchingWindow'] !== undefined) return { ...config, batchingWindow: 0 };
  return config;
}

/** Kinds that lead to something which passes requests on. */
const ANSWERED_BEHIND = new Set([
  'client/http-request',
  'client/websocket',
  'cloudfront/http-origin',
  'waf/protects',
  'pipes/enrich-by-api',
  'pipes/api-target',
]);

function answeredBehind(
  id: string,
  resources: Record<string, readonly [string, Config]>,
  connections: [string, string, string, Config][],
): void {
  // What is outside AWS answers by itself.
  if (resources[id]?.[0] === 'http-endpoint') return;
  if (resources[id]?.[0] === 'waf') {
    resources[`${id}-api`] = ['api-gateway', {}];
    connections.push(['waf/protects', id, `${id}-api`, {}]);
    answeredBehind(`${id}-api`, resources, connections);
    return;
  }
  resources[`${id}-work`] = ['lambda', {}];
  const [service, config] = resources[id] ?? [];
  const route = config?.['type'] === 'WEBSOCKET' ? 'api-gateway/websocket-lambda' : 'api-gateway/lambda-proxy';
  connections.push([service === 'cloudfront' ? 'cloudfront/function-url-origin' : route, id, `${id}-work`, {}]);
}

/** Routes that an authorizer is asked about, to itself too, and one that is open. */
function guardsRoutes(
  api: string,
  guard: string,
  { type, endpoint }: Config,
  resources: Record<string, readonly [string, Config]>,
  connections: [string, string, string, Config][],
): void {
  resources[`${api}-work`] = ['sqs', {}];
  if (type === 'WEBSOCKET') {
    const key = connections.length % 2 === 0 ? '$connect' : 'send';
    connections.push([
      'api-gateway/websocket-sqs',
      api,
      `${api}-work`,
      { routeKey: key === 'send' ? '$connect' : 'send' },
    ]);
    connections.push(['api-gateway/websocket-lambda', api, guard, { routeKey: key }]);
    return;
  }
  if (endpoint !== 'private') {
    resources[`${api}-people`] = ['client', {}];
    connections.push(['client/http-request', `${api}-people`, api, {}]);
  }
  connections.push(
    ['api-gateway/lambda-proxy', api, guard, { method: 'GET', path: '/me' }],
    ['api-gateway/sqs-integration', api, `${api}-work`, { path: '/work' }],
    ['api-gateway/sqs-integration', api, `${api}-work`, { path: '/sign-in', isOpen: true }],
  );
}

/** A flow writes to one place, and reads a bucket where it says so. */
function flowIsWhole(
  kindId: string,
  id: string,
  resources: Record<string, readonly [string, Config]>,
  connections: [string, string, string, Config][],
): void {
  const [service, config] = resources[id] ?? [];
  if (service !== 'appflow' || !config) return;
  if (kindId.endsWith('-destination')) resources[id] = [service, { ...config, sink: 'none' }];
  if (config['source'] !== 's3' || kindId === 'appflow/bucket-source') return;
  resources[`${id}-files`] = ['s3', {}];
  connections.push(['appflow/bucket-source', id, `${id}-files`, { keyPrefix: 'in' }]);
}

/** A delivery stream leads somewhere, and beside an endpoint has a bucket for what that does not take. */
function deliveryIsWhole(
  kindId: string,
  id: string,
  resources: Record<string, readonly [string, Config]>,
  connections: [string, string, string, Config][],
): void {
  if (resources[id]?.[0] !== 'firehose' || kindId === 'firehose/bucket-destination') return;
  if (kindId === 'firehose/failed-records') {
    resources[`${id}-partner`] = ['http-endpoint', {}];
    connections.push(['firehose/endpoint-destination', id, `${id}-partner`, {}]);
    return;
  }
  resources[`${id}-lake`] = ['s3', {}];
  const kind = kindId === 'firehose/endpoint-destination' ? 'firehose/failed-records' : 'firehose/bucket-destination';
  connections.push([kind, id, `${id}-lake`, {}]);
}

/** A pipe polls something, one by one where an endpoint or an API is asked, and leads somewhere. */
function pipeIsWhole(
  kindId: string,
  id: string,
  resources: Record<string, readonly [string, Config]>,
  connections: [string, string, string, Config][],
): void {
  if (resources[id]?.[0] !== 'pipes') return;
  const asksEndpoint = /^pipes\/(enrich-by-endpoint|enrich-by-api|api-destination|api-target)$/.test(kindId);
  if (kindId.startsWith('pipes/dead-letter')) {
    resources[`${id}-source`] = [connections.length % 2 === 0 ? 'dynamodb' : 'kinesis', {}];
    connections.push(['pipes/stream-source', `${id}-source`, id, { batchSize: 10, maximumRetryAttempts: 2 }]);
  } else if (!kindId.endsWith('-source')) {
    resources[`${id}-source`] = ['sqs', { visibilityTimeout: 180 }];
    connections.push(['pipes/queue-source', `${id}-source`, id, asksEndpoint ? { batchSize: 1 } : {}]);
  }
  if (/-source$|\/enrich-|\/dead-letter/.test(kindId)) {
    resources[`${id}-bus`] = ['eventbridge', {}];
    connections.push(['pipes/bus-target', id, `${id}-bus`, {}]);
  }
}

/** Connections without which one alone means nothing. */
function companions(
  kindId: string,
  fromId: string,
  toId: string,
  from: Config,
  resources: Record<string, readonly [string, Config]>,
  connections: [string, string, string, Config][],
): void {
  if (kindId.startsWith('lambda/stream-on-failure')) {
    resources[`${fromId}-source`] = ['kinesis', {}];
    connections.push(['lambda/stream-event-source', `${fromId}-source`, fromId, { maximumRetryAttempts: 2 }]);
  }
  for (const id of [fromId, toId]) {
    flowIsWhole(kindId, id, resources, connections);
    deliveryIsWhole(kindId, id, resources, connections);
    pipeIsWhole(kindId, id, resources, connections);
  }
  if (kindId === 'api-gateway/lambda-authorizer') guardsRoutes(fromId, toId, from, resources, connections);
  if (ANSWERED_BEHIND.has(kindId)) answeredBehind(toId, resources, connections);
  if (kindId === 'eventbridge/target-dead-letter') {
    resources[`${toId}-work`] = ['lambda', {}];
    connections.push(['eventbridge/function-target', fromId, `${toId}-work`, {}]);
  }
  if (kindId === 'scheduler/target-dead-letter') {
    resources[`${toId}-work`] = ['lambda', {}];
    connections.push(['scheduler/function-target', fromId, `${toId}-work`, {}]);
  }
  if (kindId === 'sns/subscription-dead-letter') {
    resources[`${toId}-work`] = ['sqs', { type: from['type'] ?? 'standard' }];
    connections.push(['sns/queue-subscription', fromId, `${toId}-work`, {}]);
  }
}

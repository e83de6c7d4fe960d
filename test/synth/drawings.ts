/** Drawings that together have every connection kind between every variant of its two ends that AWS takes. */
import type { Config, Graph } from '#shared/model/graph';
import { services } from '#shared/services/registry';
import { type Drawn, drawing } from '../support/drawing';

type Variants = Readonly<Record<string, Config>>;

/** Settings of a service that change its constructs. */
const VARIANTS: Readonly<Record<string, Variants>> = {
  client: { client: { rate: 10 } },
  waf: {
    acl: { hasRateRule: true, rateLimit: 500, rateWindow: '60' },
    strict: { bodyLimit: '64', blocksOversize: true },
  },
  cloudfront: {
    cdn: {},
    'no-cache': { cacheHitRatio: 0, cacheableShare: 0.5, errorCaching: 0, responseTimeout: 60, connectionAttempts: 1 },
  },
  'api-gateway': {
    rest: { stageRate: 100, stageBurst: 50, description: 'It’s “the” API' },
    edge: { endpoint: 'edge', cacheSize: '0.5', tracing: true },
    private: { endpoint: 'private', hasVpcEndpoint: true, hasResourcePolicy: true },
    quiet: { accessLogBytes: 0, integrationTimeout: 5 },
    http: { type: 'HTTP', stageRate: 200, integrationTimeout: 30 },
    'http-quiet': { type: 'HTTP', accessLogBytes: 0, integrationTimeout: 10.5 },
  },
  lambda: {
    plain: { timeout: 30, memory: 256, isIdempotent: true },
    reserved: { timeout: 30, reservedConcurrency: 50, ephemeralStorage: 1024, runtime: 'nodejs22.x', errorRate: 0.05 },
    warm: { timeout: 30, provisionedConcurrency: 5, architecture: 'x86_64', urlAuthorization: 'NONE' },
    python: { timeout: 30, runtime: 'python3.14' },
    snapped: { timeout: 30, runtime: 'python3.13', snapStart: true },
    java: { timeout: 30, runtime: 'java21' },
    dotnet: { timeout: 30, runtime: 'dotnet8' },
    bare: { timeout: 30, runtime: 'provided.al2023' },
  },
  sqs: {
    standard: { visibilityTimeout: 180 },
    locked: { visibilityTimeout: 180, encryption: 'kms', delay: 5, receiveWait: 20, maximumMessageSize: 262_144 },
    fifo: { type: 'fifo', visibilityTimeout: 180.5, retention: 1_209_600 },
    'fifo-high': {
      type: 'fifo',
      throughput: 'high',
      visibilityTimeout: 180,
      contentBasedDeduplication: true,
      encryption: 'kms',
    },
  },
  sns: {
    topic: {},
    'locked-topic': { encryption: 'kms', maximumMessageSize: 1_048_576 },
    'fifo-topic': { type: 'fifo', contentBasedDeduplication: true },
    'fifo-groups': { type: 'fifo', throughputScope: 'MessageGroup' },
  },
  eventbridge: {
    bus: {},
    archive: { hasArchive: true, archiveRetention: 864_000, archiveShare: 0.5 },
    'archive-for-ever': { hasArchive: true },
    'default-bus': { bus: 'default' },
  },
  'http-endpoint': {
    partner: {},
    limited: { url: 'https://api.example.com:8443/v1/hooks?of=us', rate: 20, burst: 5 },
  },
  scheduler: {
    rate: { every: 3600 },
    cron: { schedule: 'cron', cron: '15 3 ? * MON-FRI *', timeZone: 'Europe/Berlin', flexibleWindow: 900 },
    once: { schedule: 'once', at: '2027-03-01T09:00:00', schedules: 1000 },
  },
  kinesis: {
    shards: { shards: 3, retention: 172_800 },
    'on-demand': { mode: 'on-demand', encryption: 'kms' },
    open: { encryption: 'none', maximumRecordSize: 10_485_760 },
  },
  dynamodb: {
    table: { warmWrites: 8000, warmReads: 20_000 },
    'locked-table': { encryption: 'kms', globalIndexes: 2, timeToLive: 86_400 },
    'paid-table': {
      mode: 'provisioned',
      writeCapacity: 50,
      readCapacity: 100,
      pointInTimeRecovery: false,
      encryption: 'managed',
      streamView: 'KEYS_ONLY',
      globalIndexes: 1,
    },
  },
  s3: {
    bucket: { expiration: 2_592_000 },
    'locked-bucket': { encryption: 'kms', versioned: true, expiration: 864_000, noncurrentExpiration: 100_000 },
  },
};

/** Settings of a connection, taken in turn; the first are AWS's own. */
const CONNECTIONS: Readonly<Record<string, readonly Config[]>> = {
  'lambda/queue-event-source': [
    {},
    {
      batchSize: 10,
      maximumConcurrency: 20,
      reportBatchItemFailures: true,
      filterPattern: '{"body": {"type": ["order"]}}',
    },
    { reportBatchItemFailures: true, provisionedPollers: true, minimumPollers: 3, maximumPollers: 30 },
  ],
  'lambda/stream-event-source': [
    {},
    {
      batchSize: 500,
      batchingWindow: 5,
      parallelizationFactor: 4,
      maximumRetryAttempts: 3,
      maximumRecordAge: 3600,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      enhancedFanOut: true,
    },
    { startingPosition: 'LATEST', maximumRecordAge: 600, filterShare: 0.5 },
  ],
  'lambda/send-message': [{}, { batchSize: 10, failsInvocation: false }, { attempts: 5, callsPerInvocation: 0.2 }],
  'lambda/publish': [{}, { batchSize: 10, failsInvocation: false }, { attempts: 5 }],
  'lambda/put-record': [{}, { batchSize: 500 }, { failsInvocation: false, attempts: 1 }],
  'lambda/write-items': [{}, { transactional: true, failsInvocation: false }, { attempts: 1, callsPerInvocation: 0.5 }],
  'lambda/read-items': [{}, { consistency: 'strong', failsInvocation: false }, { consistency: 'transactional' }],
  'client/write-items': [{}, { transactional: true }],
  'client/read-items': [{}, { consistency: 'strong' }],
  'lambda/invoke': [{}, { failsInvocation: false }, { attempts: 1 }],
  'sns/queue-subscription': [
    {},
    { rawDelivery: true, filterPolicy: '{"kind": ["a", {"prefix": "b"}], "price": [{"numeric": [">", 5]}]}' },
  ],
  'sns/function-subscription': [{}, { filterPolicy: '{"kind": ["a"]}' }, { filterShare: 0.1 }],
  'lambda/put-events': [{}, { batchSize: 10, failsInvocation: false }, { attempts: 5, callsPerInvocation: 0.2 }],
  'lambda/write-objects': [
    {},
    { operation: 'delete', keyPrefix: 'old/', failsInvocation: false },
    { keyPrefix: 'it’s/', attempts: 1, callsPerInvocation: 0.5 },
  ],
  'lambda/read-objects': [{}, { failsInvocation: false }],
  'client/write-objects': [{ keyPrefix: 'uploads/' }, { operation: 'delete' }],
  's3/function-notification': [
    {},
    { event: 'removed', prefix: 'uploads/', suffix: '.jpg' },
    { suffix: '.png', matchShare: 0.5 },
    { matchShare: 0.5 },
  ],
  's3/queue-notification': [{ prefix: 'uploads/' }, { event: 'removed' }],
  'eventbridge/function-target': [
    {},
    {
      pattern:
        '{"source": ["shop"], "detail-type": [{"prefix": "Order"}], "detail": {"total": [{"numeric": [">", 5]}]}}',
      maximumEventAge: 3600,
      retryAttempts: 4,
    },
    { input: 'detail', rule: 'all of it' },
    {
      input: 'object',
      inputTemplate: '{"order": "$.detail.id", "kind": "late", "more": ["$.id", 1]}',
      matchShare: 0.1,
    },
  ],
  'eventbridge/queue-target': [{}, { pattern: '{"source": ["shop"]}', messageGroup: 'shop', input: 'detail' }],
  'eventbridge/stream-target': [{}, { partitionKeyPath: '$.detail.customer', retryAttempts: 0 }],
  'eventbridge/api-destination': [
    {},
    { invocationRate: 25, retryAttempts: 4, keyHeader: 'authorization', input: 'detail' },
  ],
  'lambda/http-call': [{}, { attempts: 3 }, { attempts: 2, failsInvocation: false }],
  'scheduler/function-target': [
    {},
    { input: '{"report": "daily", "of": ["a", 1]}', maximumEventAge: 3600, retryAttempts: 0 },
  ],
  'scheduler/queue-target': [{}, { messageGroup: 'nightly', retryAttempts: 3 }],
  'scheduler/bus-target': [{}, { source: 'clock', detailType: 'DayEnded', input: '{"day": "last"}' }],
  'client/http-request': [{}, { usagePlan: true, planRate: 10, planBurst: 20, planQuota: 1000 }, { usagePlan: true }],
};

/** Variants that differ in how code is packaged are worth their time in a few kinds only. */
const PACKAGING = new Set(['snapped', 'java', 'dotnet', 'bare']);
const PACKAGED_KINDS = new Set(['lambda/queue-event-source', 'lambda/invoke', 'sns/function-subscription']);

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
    if (kind.from === 'integrate')
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
      ([variant]) =>
        (!PACKAGING.has(variant) || PACKAGED_KINDS.has(kindId)) &&
        (variant !== 'default-bus' || side === 'out' || kindId === 's3/bus-notification'),
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
  if ((to.terms as { readonly takesUsagePlans?: boolean }).takesUsagePlans === false) return {};
  if ((terms as { readonly hasFanOut?: boolean }).hasFanOut === false) return { ...config, enhancedFanOut: false };
  if (from['type'] === 'fifo' && config['batchingWindow'] !== undefined) return { ...config, batchingWindow: 0 };
  return config;
}

/** Kinds that lead to something which passes requests on. */
const ANSWERED_BEHIND = new Set(['client/http-request', 'cloudfront/http-origin', 'waf/protects']);

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
  const kind = resources[id]?.[0] === 'cloudfront' ? 'cloudfront/function-url-origin' : 'api-gateway/lambda-proxy';
  connections.push([kind, id, `${id}-work`, {}]);
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

/** Functions that call each other and themselves, by code and by destinations. */
export function circles(): Graph {
  return drawing({
    resources: {
      ask: ['lambda'],
      answer: ['lambda'],
      warm: ['lambda', { provisionedConcurrency: 2 }],
      again: ['lambda', { provisionedConcurrency: 1 }],
      failed: ['lambda'],
      retried: ['lambda'],
      both: ['lambda'],
      work: ['sqs'],
    },
    connections: [
      ['lambda/invoke', 'ask', 'answer'],
      ['lambda/invoke-async', 'answer', 'warm'],
      ['lambda/invoke', 'warm', 'ask'],
      ['lambda/invoke', 'ask', 'ask'],
      ['lambda/invoke-async', 'again', 'again'],
      ['lambda/on-failure-function', 'failed', 'retried'],
      ['lambda/on-success-function', 'retried', 'failed'],
      ['lambda/on-failure-function', 'both', 'warm'],
      ['lambda/on-success-queue', 'both', 'work'],
      ['lambda/send-message', 'ask', 'work'],
      ['lambda/queue-event-source', 'work', 'ask'],
    ],
  });
}

/** Ids that come close to each other or to words that are taken, and functions that are invoked in many ways. */
export function oddNames(): Graph {
  return drawing({
    resources: {
      tags: ['sqs'],
      default: ['sqs'],
      keys: ['sqs'],
      monitoring: ['sqs'],
      'queue-2': ['sqs'],
      queue2: ['sqs'],
      Weird_Id: ['sqs'],
      キュー: ['lambda'],
      delete: ['lambda', { isIdempotent: true }],
      'many-ways': ['lambda'],
      snake: ['lambda', { runtime: 'python3.14' }],
      'snake-2': ['lambda', { runtime: 'python3.14' }],
      news: ['sns'],
      api: ['api-gateway'],
      web: ['client'],
      clicks: ['kinesis'],
      orders: ['dynamodb', { timeToLive: 3600 }],
      files: ['s3', { versioned: true }],
    },
    connections: [
      ['lambda/write-items', 'delete', 'orders'],
      ['lambda/read-items', 'delete', 'orders'],
      ['lambda/write-items', 'snake-2', 'orders'],
      ['lambda/read-items', 'snake-2', 'orders'],
      ['lambda/stream-event-source', 'orders', 'snake-2', { reportBatchItemFailures: true }],
      ['lambda/stream-event-source', 'orders', 'many-ways', { reportBatchItemFailures: true }],
      ['lambda/write-objects', 'delete', 'files', { keyPrefix: 'done/' }],
      ['lambda/read-objects', 'delete', 'files'],
      ['s3/function-notification', 'files', 'many-ways', { prefix: 'new/' }],
      ['s3/function-notification', 'files', 'snake-2', { event: 'removed' }],
      ['lambda/write-objects', 'snake-2', 'files', { operation: 'delete' }],
      ['lambda/send-message', 'キュー', 'Weird_Id'],
      ['lambda/send-message', 'キュー', 'queue-2'],
      ['lambda/send-message', 'キュー', 'queue2', { attempts: 1 }],
      ['lambda/send-message', 'delete', 'default'],
      ['lambda/publish', 'delete', 'news', { callsPerInvocation: 0.1 }],
      ['lambda/queue-event-source', 'tags', 'many-ways', { reportBatchItemFailures: true }],
      ['lambda/queue-event-source', 'keys', 'many-ways', { reportBatchItemFailures: true }],
      ['sns/function-subscription', 'news', 'many-ways', { filterPolicy: '{"kind": ["late"]}' }],
      ['api-gateway/lambda-proxy', 'api', 'many-ways', { path: 'orders/' }],
      ['api-gateway/lambda-async', 'api', 'many-ways', { method: 'PUT' }],
      ['client/invoke', 'web', 'many-ways'],
      ['client/function-url', 'web', 'many-ways'],
      ['lambda/stream-event-source', 'clicks', 'many-ways', { reportBatchItemFailures: true }],
      ['lambda/on-failure-function', 'snake-2', 'many-ways'],
      ['lambda/queue-event-source', 'monitoring', 'snake', { reportBatchItemFailures: true }],
      ['lambda/send-message', 'snake-2', 'queue2'],
      ['lambda/put-record', 'snake-2', 'clicks', { batchSize: 10 }],
      ['lambda/invoke', 'snake-2', 'delete'],
      ['client/invoke-async', 'web', 'snake-2'],
    ],
  });
}

/** What AWS would not take: a queue whose messages come back while they are worked on, a FIFO topic that invokes. */
export function refusedByAws(): Graph {
  return drawing({
    resources: {
      short: ['sqs', { visibilityTimeout: 10 }],
      long: ['lambda', { timeout: 30 }],
      ordered: ['sns', { type: 'fifo', contentBasedDeduplication: true }],
    },
    connections: [
      ['lambda/queue-event-source', 'short', 'long'],
      ['sns/function-subscription', 'ordered', 'long'],
    ],
  });
}

/** FIFO queue with partial responses. */
export function fifoReports(): Graph {
  return drawing({
    resources: { line: ['sqs', { type: 'fifo' }], ordered: ['lambda'] },
    connections: [['lambda/queue-event-source', 'line', 'ordered', { reportBatchItemFailures: true }]],
  });
}

/** A drawing, and the same with other names, in another order, and with more in it. */
export function renamedAndGrown(): { readonly before: Graph; readonly after: Graph } {
  const resources: Drawn['resources'] = {
    api: ['api-gateway'],
    create: ['lambda'],
    orders: ['sqs', { visibilityTimeout: 180 }],
    'orders-failed': ['sqs'],
    worker: ['lambda'],
    events: ['sns'],
    clicks: ['kinesis'],
    partner: ['client'],
  };
  const connections: Drawn['connections'] = [
    ['client/http-request', 'partner', 'api', { usagePlan: true, planRate: 5 }],
    ['api-gateway/lambda-proxy', 'api', 'create'],
    ['lambda/send-message', 'create', 'orders'],
    ['sqs/redrive', 'orders', 'orders-failed'],
    ['lambda/queue-event-source', 'orders', 'worker'],
    ['sns/function-subscription', 'events', 'worker'],
    ['lambda/publish', 'create', 'events'],
    ['lambda/stream-event-source', 'clicks', 'worker'],
  ];
  const before = drawing({ resources, connections });
  const grown = drawing({
    resources: {
      'a-first': ['sqs'],
      ...resources,
      'create-2': ['lambda'],
      zebra: ['lambda', { runtime: 'python3.14' }],
    },
    connections: [
      ...connections,
      ['lambda/invoke', 'create', 'create-2'],
      ['api-gateway/lambda-proxy', 'api', 'create-2', { path: '/other' }],
      ['sns/queue-subscription', 'events', 'a-first'],
      ['lambda/queue-event-source', 'a-first', 'zebra'],
    ],
  });
  return { before, after: named(grown, (id) => `Renamed ${id}`) };
}

/** The same drawing with other names. */
function named(graph: Graph, name: (id: string) => string): Graph {
  for (const resource of graph.resources) Object.assign(resource, { name: name(resource.id) });
  return graph;
}

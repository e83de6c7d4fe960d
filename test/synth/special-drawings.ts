/** Drawings of what is hard to export: circles, names that come close, what AWS would not take, and a drawing that grows. */
import type { Config, Graph } from '#shared/model/graph';
import { type Drawn, drawing } from '../support/drawing';

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

/** Code that hears of objects through a queue and a topic, and is told of a test event when that is set up. */
export function objectsThroughQueues(): Graph {
  return drawing({
    resources: {
      photos: ['s3'],
      told: ['sns'],
      queue: ['sqs'],
      copies: ['sqs'],
      typescript: ['lambda'],
      python: ['lambda', { runtime: 'python3.14' }],
      hears: ['lambda'],
    },
    connections: [
      ['s3/queue-notification', 'photos', 'queue', { prefix: 'a/' }],
      ['s3/topic-notification', 'photos', 'told', { prefix: 'b/' }],
      ['sns/queue-subscription', 'told', 'copies', { rawDelivery: true }],
      ['sns/function-subscription', 'told', 'hears'],
      ['lambda/queue-event-source', 'queue', 'typescript', { reportBatchItemFailures: true }],
      ['lambda/queue-event-source', 'copies', 'python', { reportBatchItemFailures: true }],
    ],
  });
}

/** A web ACL for a distribution, whose stack is in another Region. */
export function webAclElsewhere(): Graph {
  return drawing({
    region: 'eu-central-1',
    resources: {
      viewers: ['client', { rate: 10 }],
      guard: ['waf', { hasRateRule: true, rateLimit: 500, rateWindow: '120', bodyLimit: '32' }],
      site: ['cloudfront', {}],
      page: ['lambda', { timeout: 10 }],
      'order-guard': ['waf', {}],
      orders: ['api-gateway', {}],
      order: ['lambda', { timeout: 10 }],
    },
    connections: [
      ['client/http-request', 'viewers', 'guard'],
      ['waf/protects', 'guard', 'site'],
      ['cloudfront/function-url-origin', 'site', 'page'],
      ['client/http-request', 'viewers', 'order-guard'],
      ['waf/protects', 'order-guard', 'orders'],
      ['api-gateway/lambda-proxy', 'orders', 'order'],
    ],
  });
}

/** Functions that keep the keys of what they have done, for each way in which work comes to them. */
export function onceEach(): Graph {
  const keeps = { isIdempotent: true, idempotencyTable: true, timeout: 30 };
  return drawing({
    resources: {
      orders: ['sqs', { visibilityTimeout: 180 }],
      line: ['sqs', { type: 'fifo', visibilityTimeout: 180 }],
      clicks: ['kinesis'],
      idempotency: ['dynamodb'],
      web: ['client'],
      tidy: ['scheduler', { every: 3600 }],
      worker: ['lambda', keeps],
      ordered: ['lambda', keeps],
      counter: ['lambda', keeps],
      mailer: ['lambda', keeps],
      asked: ['lambda', keeps],
      snake: ['lambda', { ...keeps, runtime: 'python3.14' }],
      built: ['lambda', { ...keeps, runtime: 'java21' }],
    },
    connections: [
      ['lambda/queue-event-source', 'orders', 'worker', { reportBatchItemFailures: true }],
      ['lambda/queue-event-source', 'line', 'ordered', { reportBatchItemFailures: true }],
      ['lambda/queue-event-source', 'orders', 'snake', { reportBatchItemFailures: true }],
      ['lambda/queue-event-source', 'orders', 'built'],
      ['lambda/stream-event-source', 'clicks', 'counter', { reportBatchItemFailures: true }],
      ['lambda/write-items', 'counter', 'idempotency'],
      ['client/invoke-async', 'web', 'mailer'],
      ['scheduler/function-target', 'tidy', 'mailer'],
      ['client/invoke', 'web', 'asked'],
    ],
  });
}

/** Tasks that are undone, left out, passed over and done twice by the same function. */
export function saga(): Graph {
  return drawing({
    resources: {
      shop: ['client', { rate: 5 }],
      order: ['step-functions'],
      reserve: ['lambda', { provisionedConcurrency: 1 }],
      charge: ['lambda'],
      delete: ['lambda'],
      orders: ['dynamodb'],
      news: ['sns', { encryption: 'kms' }],
      mails: ['sqs', { encryption: 'kms' }],
    },
    connections: [
      ['client/start-execution', 'shop', 'order'],
      ['step-functions/put-item', 'order', 'orders', { place: 1, retryAttempts: 3 }],
      ['step-functions/invoke-function', 'order', 'reserve', { place: 2, retryAttempts: 3, onFailure: 'undo' }],
      ['step-functions/invoke-function', 'order', 'charge', { place: 3, share: 0.9, onFailure: 'undo' }],
      ['step-functions/send-message', 'order', 'mails', { place: 4, onFailure: 'continue' }],
      ['step-functions/publish', 'order', 'news', { place: 5, share: 0.2 }],
      ['step-functions/invoke-function', 'order', 'delete', { place: 1, runs: 'undo', undoes: 'order--reserve' }],
      [
        'step-functions/get-item',
        'order',
        'orders',
        { place: 2, runs: 'undo', share: 0.5, retryAttempts: 2, onUndoFailure: 'fail' },
      ],
    ],
  });
}

/** Branches at once: of one task and of several, left out, passed over, and undone together; a second such place after it. */
export function branches(): Graph {
  return drawing({
    resources: {
      shop: ['client', { rate: 5 }],
      order: ['step-functions'],
      reserve: ['lambda'],
      charge: ['lambda'],
      receipt: ['lambda'],
      score: ['lambda'],
      release: ['lambda'],
      orders: ['dynamodb'],
      news: ['sns'],
      mails: ['sqs'],
    },
    connections: [
      ['client/start-execution', 'shop', 'order'],
      ['step-functions/invoke-function', 'order', 'reserve', { branch: 'a', retryAttempts: 3, onFailure: 'undo' }],
      ['step-functions/invoke-function', 'order', 'charge', { branch: 'b', retryAttempts: 1, onFailure: 'undo' }],
      ['step-functions/invoke-function', 'order', 'receipt', { branch: 'b', placeInBranch: 2, onFailure: 'undo' }],
      ['step-functions/invoke-function', 'order', 'score', { branch: 'c', share: 0.5, onFailure: 'continue' }],
      ['step-functions/put-item', 'order', 'orders', { place: 2, branch: 'a' }],
      ['step-functions/send-message', 'order', 'mails', { place: 2, branch: 'b' }],
      ['step-functions/publish', 'order', 'news', { place: 2, branch: 'b', placeInBranch: 2, share: 0.2 }],
      ['step-functions/invoke-function', 'order', 'release', { runs: 'undo' }],
    ],
  });
}

/** A task for each item of a list: by every kind, in a branch and alone, left out, tried again, passed over and undone. */
export function lists(): Graph {
  const each = (items: number, more: Config = {}) => ({ runsFor: 'item', items, ...more });
  return drawing({
    resources: {
      shop: ['client', { rate: 1 }],
      order: ['step-functions'],
      pick: ['lambda'],
      pack: ['lambda'],
      release: ['lambda'],
      stock: ['dynamodb'],
      news: ['sns', { type: 'fifo' }],
      mails: ['sqs', { type: 'fifo' }],
      told: ['eventbridge'],
    },
    connections: [
      ['client/start-execution', 'shop', 'order'],
      ['step-functions/get-item', 'order', 'stock', each(20, { share: 0.5, maximumConcurrency: 5 })],
      [
        'step-functions/invoke-function',
        'order',
        'pick',
        each(20, { place: 2, branch: 'a', retryAttempts: 2, onFailure: 'undo' }),
      ],
      ['step-functions/put-item', 'order', 'stock', each(20, { place: 2, branch: 'b', onFailure: 'continue' })],
      ['step-functions/send-message', 'order', 'mails', each(20, { place: 3, maximumConcurrency: 1 })],
      ['step-functions/publish', 'order', 'news', each(20, { place: 4 })],
      ['step-functions/put-events', 'order', 'told', each(20, { place: 5 })],
      ['step-functions/invoke-function', 'order', 'pack', each(20, { place: 6, onFailure: 'continue' })],
      ['step-functions/invoke-function', 'order', 'release', each(20, { runs: 'undo', onUndoFailure: 'continue' })],
    ],
  });
}

/** Tasks that wait for a callback: by every kind that can, in a branch, for items, and undoing; who answers and who does not. */
export function callbacks(): Graph {
  const back = (more: Config = {}) => ({
    waitsFor: 'callback',
    calledBackBy: 'function',
    timeout: 86_400,
    ...more,
  });
  return drawing({
    resources: {
      shop: ['client', { rate: 1 }],
      order: ['step-functions'],
      check: ['lambda'],
      approve: ['lambda'],
      tell: ['lambda'],
      hears: ['lambda', { runtime: 'python3.14' }],
      notes: ['lambda', { timeout: 120 }],
      approvals: ['sqs', { visibilityTimeout: 180 }],
      heard: ['sqs', { visibilityTimeout: 180 }],
      noted: ['sqs', { visibilityTimeout: 720 }],
      news: ['sns'],
      told: ['eventbridge'],
      spread: ['sns'],
      reads: ['lambda'],
      items: ['dynamodb'],
    },
    connections: [
      ['client/start-execution', 'shop', 'order'],
      ['step-functions/invoke-function', 'order', 'check', back({ branch: 'a', heartbeat: 600, retryAttempts: 1 })],
      ['step-functions/send-message', 'order', 'approvals', back({ branch: 'b', onFailure: 'undo' })],
      ['step-functions/publish', 'order', 'news', back({ place: 2, runsFor: 'item', items: 5 })],
      ['step-functions/put-events', 'order', 'told', back({ place: 3, heartbeat: 60 })],
      ['step-functions/invoke-function', 'order', 'tell', back({ runs: 'undo', calledBackBy: 'other' })],
      ['lambda/queue-event-source', 'approvals', 'approve'],
      ['sns/queue-subscription', 'news', 'heard'],
      ['lambda/queue-event-source', 'heard', 'hears'],
      ['eventbridge/queue-target', 'told', 'noted'],
      ['lambda/queue-event-source', 'noted', 'notes'],
      ['eventbridge/topic-target', 'told', 'spread'],
      ['sns/function-subscription', 'spread', 'reads'],
      ['lambda/read-items', 'reads', 'items'],
    ],
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

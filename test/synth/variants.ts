/** Settings of services and connections that make a difference in what is exported. */
import type { Config } from '#shared/model/graph';

type Variants = Readonly<Record<string, Config>>;

/** Settings of a service that change its constructs. */
export const VARIANTS: Readonly<Record<string, Variants>> = {
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
    warm: {
      timeout: 30,
      provisionedConcurrency: 5,
      architecture: 'x86_64',
      urlAuthorization: 'NONE',
      isIdempotent: true,
      idempotencyTable: true,
    },
    python: { timeout: 30, runtime: 'python3.14', isIdempotent: true, idempotencyTable: true },
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
    'partner-bus': { bus: 'partner', partnerSource: 'aws.partner/appflow/salesforce.com/123456789012/accounts' },
  },
  'http-endpoint': {
    partner: {},
    limited: { url: 'https://api.example.com:8443/v1/hooks', rate: 20, burst: 5 },
  },
  appflow: {
    crm: { sink: 'redshift', sinkObject: 'public.account', stagingBucket: 'staging' },
    masked: {
      source: 'zendesk',
      trigger: 'on-demand',
      fields: 'id, email',
      maskedFields: 'email',
      requiredFields: 'id',
      validation: 'drop',
      sink: 'snowflake',
      sinkObject: 'crm.public.account',
      stagingBucket: 'staging',
      filterShare: 0.5,
    },
    changed: {
      source: 'servicenow',
      timestampField: 'sys_updated_on',
      every: 300,
      pull: 'full',
      sink: 'salesforce',
      sinkObject: 'Case',
    },
    files: { source: 's3', every: 86_400, sink: 'redshift', sinkObject: 'public.files', stagingBucket: 'staging' },
    events: { trigger: 'event', object: 'AccountChangeEvent', sink: 'zendesk', sinkObject: 'tickets' },
  },
  scheduler: {
    rate: { every: 3600 },
    cron: { schedule: 'cron', cron: '15 3 ? * MON-FRI *', timeZone: 'Europe/Berlin', flexibleWindow: 900 },
    once: { schedule: 'once', at: '2027-03-01T09:00:00', schedules: 1000 },
  },
  'step-functions': {
    standard: { furtherTransitions: 5 },
    traced: { tracing: true },
    express: { type: 'express', memory: 200 },
    'express-quiet': { type: 'express', logBytes: 0 },
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
export const CONNECTIONS: Readonly<Record<string, readonly Config[]>> = {
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
  'sns/endpoint-subscription': [
    {},
    { retries: 10, retryInterval: 300, rawDelivery: true },
    { receivesPerSecond: 5, filterPolicy: '{"kind": ["a"]}' },
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
  'lambda/start-execution': [{}, { failsInvocation: false }, { attempts: 1, callsPerInvocation: 0.5 }],
  'lambda/start-sync-execution': [{}, { failsInvocation: false }],
  'step-functions/invoke-function': [
    {},
    { retryAttempts: 3, retryInterval: 2, backoffRate: 1.5 },
    { share: 0.3, retryAttempts: 2, onFailure: 'continue' },
  ],
  'step-functions/send-message': [{}, { groupId: '$.customer', onFailure: 'continue' }],
  'step-functions/publish': [{ retryAttempts: 1 }, { share: 0.5 }],
  'step-functions/get-item': [{}, { consistency: 'strong', retryAttempts: 3 }],
  'appflow/bucket-destination': [{}, { fileType: 'PARQUET', filesPerRun: 4, keyPrefix: 'crm/' }],
  'appflow/bucket-source': [{ keyPrefix: 'in/' }, { keyPrefix: 'in/new/', fileType: 'JSON' }],
  'scheduler/function-target': [
    {},
    { input: '{"report": "daily", "of": ["a", 1]}', maximumEventAge: 3600, retryAttempts: 0 },
  ],
  'scheduler/queue-target': [{}, { messageGroup: 'nightly', retryAttempts: 3 }],
  'scheduler/bus-target': [{}, { source: 'clock', detailType: 'DayEnded', input: '{"day": "last"}' }],
  'client/http-request': [{}, { usagePlan: true, planRate: 10, planBurst: 20, planQuota: 1000 }, { usagePlan: true }],
};

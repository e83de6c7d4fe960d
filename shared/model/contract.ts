/**
 * What two ends of a connection promise each other. A service sees its peer only as these terms,
 * so that services stay strangers: one rule on `read-shards` serves every stream.
 * A term is named like the configuration field it comes from, so that a finding can point at the field.
 */
import type { Distribution } from './field';
import type { Bytes, PerSecond, Seconds } from './unit';

export interface ContractTerms {
  /** Answers HTTP requests. */
  readonly http: {
    /** Who can reach it: `private` only from inside a VPC. */
    readonly reach: 'public' | 'private';
    /** Of an API of API Gateway: its type. */
    readonly apiType: 'REST' | 'HTTP' | 'WEBSOCKET' | undefined;
    /** Whether API keys and usage plans can guard it. */
    readonly takesUsagePlans: boolean;
    /** Requests a second that it admits of each route that has no throttle of its own; undefined without one. */
    readonly stageRate: PerSecond | undefined;
    /** Where a content delivery network is: nowhere, in front of it by itself, or it is one. */
    readonly distribution: 'none' | 'in front' | 'itself';
    /** Where a web ACL for it lives: in its Region, in us-east-1 for all edges, or none can be attached. */
    readonly webAcl: 'regional' | 'global' | 'none';
    /** Whether its price includes a web ACL. */
    readonly includesWebAcl: boolean;
    /** Whether it only looks at requests, which something behind it answers. */
    readonly isFilter: boolean;
    readonly maxPayload: Bytes;
    /** Longest time that it lets a request take. */
    readonly timeout: Seconds;
    /**
     * Of what AWS's services call by its ARN with a signature of their role, as they call REST APIs: what it asks of who
     * calls, beside an authorizer that is drawn. Undefined of what they cannot call so.
     */
    readonly calledByArn: { readonly authorization: 'none' | 'iam' | 'jwt' | 'cognito' } | undefined;
    /** Of what takes WebSocket connections: what each is used for. Undefined where every request stands alone. */
    readonly sockets: { readonly messagesPerConnection: number; readonly sessionLength: Seconds } | undefined;
    /** Of what lies outside AWS: where it is, and how long it takes to answer. Undefined for the drawing's own APIs. */
    readonly outside: { readonly address: string; readonly answerTime: Distribution } | undefined;
  };
  /** Runs code for a caller that waits (or, by another kind of connection, does not wait) for the result. */
  readonly invoke: {
    readonly timeout: Seconds;
    /** Of a run that nothing cuts off. */
    readonly duration: Distribution;
    /** What each record of a batch adds to it. */
    readonly durationPerRecord: Seconds;
    readonly isIdempotent: boolean;
    /** Undefined where it draws on the account's unreserved concurrency. */
    readonly reservedConcurrency: number | undefined;
    /** Who may call its own HTTPS address: whoever signs by IAM, or anyone. */
    readonly urlAuthorization: 'AWS_IAM' | 'NONE';
    readonly maxSynchronousPayload: Bytes;
    readonly maxAsynchronousPayload: Bytes;
  };
  /** Takes messages that wait for a consumer. */
  readonly enqueue: {
    readonly fifo: boolean;
    /** A standard queue whose senders name a tenant as the message group. */
    readonly isFair: boolean;
    readonly maximumMessageSize: Bytes;
    readonly retention: Seconds;
    readonly contentBasedDeduplication: boolean;
  };
  /** Takes messages and passes each to all subscribers. */
  readonly publish: {
    readonly fifo: boolean;
    readonly maximumMessageSize: Bytes;
    readonly contentBasedDeduplication: boolean;
  };
  /** Takes records that stay for several readers. */
  readonly 'put-record': { readonly maximumRecordSize: Bytes; readonly shards: number | undefined };
  /** Takes records and delivers them together to one place. */
  readonly 'collect-records': { readonly maximumRecordSize: Bytes };
  /** Keeps items that are read and written by their key. */
  readonly 'keep-items': {
    readonly maximumItemSize: Bytes;
    /** After which an item is deleted by itself; undefined where items stay. */
    readonly timeToLive: Seconds | undefined;
  };

  /** Keeps objects that are written and read by their key. */
  readonly 'keep-objects': {
    /** Of one request. */
    readonly maximumObjectSize: Bytes;
    /** Mean size of what is read; undefined where it is as it was written. */
    readonly objectSize: Bytes | undefined;
  };

  /** Takes events and routes each to the targets whose rules it matches. */
  readonly 'put-events': {
    readonly maximumEventSize: Bytes;
    /** Whether AWS services send their own events there. */
    readonly takesServiceEvents: boolean;
    /** Name of the SaaS application’s event source that it takes events of; undefined for a bus that is no partner’s. */
    readonly partnerSource: string | undefined;
  };

  /** Takes messages or records that it polls, and works on a batch of them at a time. */
  readonly 'take-batches': {
    /** Most bytes of a batch. */
    readonly maximumPayload: Bytes;
    /** Longest time for which a batch is worked on. */
    readonly longest: Seconds;
  };

  /** Starts a run that takes no input. */
  readonly 'start-run': {
    /** A start then only says that it may. */
    readonly runsByItself: boolean;
  };

  /** Runs a workflow for each execution that is started. */
  readonly 'start-workflow': {
    /** Whether each execution runs once; else one that nobody waits for may run again. */
    readonly runsOnce: boolean;
    /** Whether its caller can wait for the end of an execution. */
    readonly answers: boolean;
    readonly maximumInputSize: Bytes;
  };

  /** Sends messages over connections that clients keep open. */
  readonly 'post-to-connection': {
    /** Whether it keeps connections open at all. */
    readonly keepsConnections: boolean;
    readonly maximumMessageSize: Bytes;
  };

  /** Calls by plain HTTP. */
  readonly 'http-call': {
    readonly timeout: Seconds;
    readonly attempts: number;
    readonly inVpc: boolean;
    readonly payload: Bytes;
  };
  /** Calls AWS with an SDK or the CLI, from outside AWS. */
  readonly 'sdk-call': {
    readonly timeout: Seconds;
    readonly attempts: number;
    readonly payload: Bytes;
    readonly inVpc: boolean;
  };
  /** Calls AWS with an SDK from code that runs for at most `timeout`. */
  readonly 'code-call': { readonly timeout: Seconds; readonly isIdempotent: boolean };
  /** Passes requests on to a backend. */
  readonly integrate: { readonly apiType: 'REST' | 'HTTP' | 'WEBSOCKET'; readonly integrationTimeout: Seconds };
  /** Asks a function whether a request may come in, before it passes it on. */
  readonly authorize: {
    readonly apiType: 'REST' | 'HTTP' | 'WEBSOCKET';
    /** Longest time that it waits for the answer; undefined where AWS states none. */
    readonly authorizerTimeout: Seconds | undefined;
  };
  /** Asks an origin for what its caches do not have. */
  readonly fetch: {
    readonly responseTimeout: Seconds;
    /** How often a read is sent to an origin that does not answer in time. */
    readonly attempts: number;
    /** Share of its requests that only read. */
    readonly readShare: number;
  };
  /** Lets requests through or blocks them, in front of what answers them. */
  readonly filter: { readonly bodyLimit: Bytes };
  /** Passes messages on to subscribers. */
  readonly deliver: { readonly fifo: boolean; readonly maximumMessageSize: Bytes };
  /** Routes events to targets by rules. */
  readonly route: { readonly maximumEventSize: Bytes };
  /** Invokes targets at set times. */
  readonly schedule: { readonly maximumInputSize: Bytes };
  /** Moves records from one place to another. */
  readonly transfer: {
    /** It reads them from a bucket. */
    readonly fromBucket: boolean;
    /** Each is a change event of a SaaS application that an event bus takes. */
    readonly carriesChangeEvents: boolean;
  };
  /** Delivers records together, a batch at a time. */
  readonly 'deliver-batches': {
    /** Bytes of records after which a batch is full. */
    readonly batchSize: Bytes;
  };
  /** Passes each batch that it polled on: to what enriches it, and then to one target. */
  readonly 'pass-batches': {
    readonly maximumPayload: Bytes;
    /** Longest time for which a batch is worked on, enrichment and target together. */
    readonly longest: Seconds;
  };
  /** Tells others of each object that was written or removed. */
  readonly notify: { readonly maximumEventSize: Bytes };
  /** Has others do the tasks of a workflow, one after the other. */
  readonly 'run-tasks': {
    /** Each execution that has begun runs once, whoever started it. */
    readonly runsOnce: boolean;
    readonly maximumInputSize: Bytes;
  };
  /** Lets a consumer poll for messages. */
  readonly 'poll-queue': {
    readonly fifo: boolean;
    readonly visibilityTimeout: Seconds;
    readonly retention: Seconds;
    readonly delay: Seconds;
    readonly receiveWait: Seconds;
    readonly messageGroups: number;
  };
  /** Lets several consumers read shards in order. */
  readonly 'read-shards': {
    readonly shards: number | undefined;
    readonly retention: Seconds;
    readonly recordRate: PerSecond | undefined;
    /** Distinct partition keys in use. */
    readonly partitionKeys: number;
    readonly maximumRecordSize: Bytes;
    /** What a record is: what a producer put there, or what became of an item of a table. */
    readonly records: 'data' | 'item changes';
    /** Whether a reader can have a read capacity of its own. */
    readonly hasFanOut: boolean;
  };
  /** Moves messages that were received too often to another queue. */
  readonly redrive: { readonly fifo: boolean; readonly retention: Seconds };
  /** Reports how asynchronous work or a batch ended. */
  readonly outcome: { readonly timeout: Seconds };
}

export type Contract = keyof ContractTerms;
export type Terms<K extends Contract> = ContractTerms[K];

/** Contracts under which a request is passed on: who made it handles the refusal. */
export const PASSES_ON: ReadonlySet<Contract> = new Set<Contract>(['integrate', 'authorize', 'fetch', 'filter']);

/** Contracts under which a call carries records that its sender put together. */
export const CARRIES_BATCHES: ReadonlySet<Contract> = new Set<Contract>(['deliver-batches', 'pass-batches']);

/** What a resource does under each contract, for sentences: `Orders lets a consumer poll for messages`. */
export const CONTRACT_WORDS: Readonly<Record<Contract, string>> = {
  http: 'answers HTTP requests',
  invoke: 'runs code when it is invoked',
  enqueue: 'takes messages that wait for a consumer',
  publish: 'takes messages for its subscribers',
  'put-record': 'takes records that stay for several readers',
  'collect-records': 'takes records and delivers them together',
  'keep-items': 'keeps items that are read and written by their key',
  'keep-objects': 'keeps objects that are written and read by their key',
  'put-events': 'takes events and routes them by rules',
  'start-workflow': 'runs a workflow for each execution that is started',
  'take-batches': 'polls messages or records and works on a batch at a time',
  'start-run': 'starts a run that takes no input',
  'post-to-connection': 'sends messages over connections that clients keep open',
  'http-call': 'makes HTTP requests',
  'sdk-call': 'calls AWS with an SDK or the CLI',
  'code-call': 'calls AWS with an SDK from its code',
  integrate: 'passes requests on to a backend',
  authorize: 'asks a function who may come in',
  fetch: 'asks an origin for what its caches do not have',
  filter: 'lets requests through or blocks them',
  deliver: 'passes messages on to subscribers',
  route: 'routes events to targets by rules',
  schedule: 'invokes targets at set times',
  transfer: 'moves records from one place to another',
  'deliver-batches': 'delivers records together, a batch at a time',
  'pass-batches': 'passes batches on to what enriches them and to one target',
  notify: 'tells of objects that were written or removed',
  'run-tasks': 'has others do the tasks of a workflow',
  'poll-queue': 'lets a consumer poll for messages',
  'read-shards': 'lets consumers read its shards',
  redrive: 'moves messages that were received too often to another queue',
  outcome: 'reports how asynchronous work or a batch ended',
};

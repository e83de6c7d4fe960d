/** What a pipe polls and what it calls, as its rooms ask for it. */
import type { Contract, ContractTerms, Terms } from '#shared/model/contract';
import type { Connection, Resource } from '#shared/model/graph';
import { KIB } from '#shared/model/unit';
import { workOf } from '#shared/model/targets';
import type { QueueSourceConfig, SourceConfig, StreamSourceConfig } from './source-config';
import type { ApiDestinationConfig, EnrichmentConfig, FunctionTargetConfig, TargetConfig } from './stage-config';

type Sides = Pick<Resource, 'inbound' | 'outbound'>;

export type QueueSource = Connection<QueueSourceConfig, 'poll-queue', 'take-batches'>;
export type StreamSource = Connection<StreamSourceConfig, 'read-shards', 'take-batches'>;
export type Source = Connection<SourceConfig, 'poll-queue' | 'read-shards', 'take-batches'>;
export type Stage = Connection<TargetConfig & Partial<EnrichmentConfig & FunctionTargetConfig & ApiDestinationConfig>>;

export const sourcesOf = ({ inbound }: Pick<Sides, 'inbound'>): readonly Source[] =>
  inbound as unknown as readonly Source[];

export const isQueueSource = ({ from }: { readonly from: { readonly contract: Contract } }): boolean =>
  from.contract === 'poll-queue';

const isEnrichment = ({ kind }: Pick<Connection, 'kind'>): boolean => kind.id.startsWith('pipes/enrich-');

export const enrichmentsOf = (pipe: Pick<Sides, 'outbound'>): readonly Stage[] =>
  workOf<Stage['config']>(pipe).filter((each) => isEnrichment(each as unknown as Connection));

export const targetsOf = (pipe: Pick<Sides, 'outbound'>): readonly Stage[] =>
  workOf<Stage['config']>(pipe).filter((each) => !isEnrichment(each as unknown as Connection));

/** What gets the positions of what is given up of a stream. */
export const deadLettersDrawn = ({ outbound }: Pick<Sides, 'outbound'>): readonly Connection[] =>
  outbound.filter(({ kind }) => kind.role === 'failure');

/** The first of several, of which AWS takes one. */
export const deadLetterOf = (pipe: Pick<Sides, 'outbound'>): Connection | undefined => deadLettersDrawn(pipe)[0];

/** What the executions call, in their order; the first of several, of which AWS takes one. */
export function stagesOf(pipe: Pick<Sides, 'outbound'>): { readonly enrichment?: Stage; readonly target?: Stage } {
  const [enrichment] = enrichmentsOf(pipe);
  const [target] = targetsOf(pipe);
  return { ...(enrichment && { enrichment }), ...(target && { target }) };
}

/** Most records of a batch by what takes it (eb-pipes-batching-concurrency, 2026-11-27); others take any number. */
const MOST_RECORDS: Partial<Record<Contract, number>> = {
  enqueue: 10,
  publish: 10,
  'put-events': 10,
  'put-record': 500,
  'collect-records': 500,
  // Neither endpoints nor APIs take batches.
  http: 1,
};

export const mostRecords = ({ to }: Pick<Stage, 'to'>): number => MOST_RECORDS[to.contract] ?? Infinity;

/** Of one batch for a state machine: characters, taken as bytes (same source). */
const WORKFLOW_BYTES = 256 * KIB;

/** Most bytes of a batch that a stage takes; those that take records one by one have a limit for each. */
export function mostBytes({ to }: Pick<Stage, 'to'>, payload: number): number {
  return to.contract === 'start-workflow' ? Math.min(payload, WORKFLOW_BYTES) : payload;
}

/** Whether a stage takes each record of a batch, or refuses it, by itself: those with a call of the batch’s own API. */
export const takesOneByOne = ({ to }: Pick<Stage, 'to'>): boolean =>
  Number.isFinite(mostRecords({ to })) && to.contract !== 'http';

/** Whether an execution can fail for some records of a batch only. @param batchSize most records of one */
export const isToldInPart = (stage: Stage, batchSize: number): boolean =>
  batchSize > 1 && (takesOneByOne(stage) || stage.config.reportBatchItemFailures === true);

/** Most records and bytes of a batch between a source and what the pipe calls. @param payload bytes of an execution */
export function batchBounds(
  { config }: Pick<Source, 'config'>,
  pipe: Pick<Sides, 'outbound'>,
  payload: number,
): { readonly records: number; readonly bytes: number } {
  const stages = Object.values(stagesOf(pipe));
  return {
    records: Math.min(config.batchSize, ...stages.map(mostRecords)),
    bytes: Math.min(payload, ...stages.map((stage) => mostBytes(stage, payload))),
  };
}

/** Records of a full batch. @param size mean bytes of a record */
export const fullBatch = ({ records, bytes }: ReturnType<typeof batchBounds>, size: number): number =>
  Math.max(1, Math.min(records, Math.floor(bytes / Math.max(1, size))));

/** Whether a stage is an endpoint outside AWS, which a pipe calls as an API destination. */
export const isDestination = ({ to }: Pick<Stage, 'to'>): boolean =>
  to.contract === 'http' && (to.terms as Terms<'http'>).outside !== undefined;

/** The quota that says for how long a call is waited for; undefined where it is for as long as the execution lasts. */
export function patienceOf(stage: Pick<Stage, 'to'>): string | undefined {
  if (stage.to.contract !== 'http') return undefined;
  return isDestination(stage) ? 'pipes/api-destination-timeout' : 'pipes/api-timeout';
}

/** Seconds that each record of a batch adds to the answer of a stage. */
export const perRecordOf = (stage: Stage | undefined): number =>
  stage?.to.contract === 'invoke' ? (stage.to.terms as ContractTerms['invoke']).durationPerRecord : 0;

/** Whether an execution waits for the end of what a stage begins. */
export const isWaitedFor = ({ kind }: Pick<Stage, 'kind'>): boolean => kind.invocation === 'synchronous';

/** Whether a stage is told of each record of a batch; others get a batch as one thing. */
export const countsRecords = (stage: Stage): boolean =>
  takesOneByOne(stage) || (stage.to.contract === 'invoke' && isWaitedFor(stage));

/** The quota that says how often a second a pipe polls each shard. */
export const pollsQuota = ({ from }: StreamSource): string =>
  from.terms.records === 'data' ? 'pipes/stream-polls' : 'pipes/item-stream-polls';

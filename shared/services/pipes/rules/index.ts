/** The rules of this service, one a file. */
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { PipeConfig } from '../config';
import type { QueueSourceConfig, SourceConfig, StreamSourceConfig } from '../source-config';
import type { ApiCallConfig, FunctionTargetConfig, TargetConfig } from '../stage-config';
import { apiAnswersInTime } from './api-answers-in-time';
import { apiLetsThePipeIn } from './api-lets-the-pipe-in';
import { batchFitsTheStages } from './batch-fits-the-stages';
import { calledRouteExists } from './called-route-exists';
import { deadLettersComeOfAStream } from './dead-letters-come-of-a-stream';
import { executionEndsInTime } from './execution-ends-in-time';
import { failedMessagesComeBackSoon } from './failed-messages-come-back-soon';
import { failedRecordsAreNamed } from './failed-records-are-named';
import { filterPatternIsJson } from './filter-pattern-is-json';
import { filterShareHasAPattern } from './filter-share-has-a-pattern';
import { givenUpRecordsAreKept } from './given-up-records-are-kept';
import { orderedWorkIsWaitedFor } from './ordered-work-is-waited-for';
import { pipeHasOneSource } from './pipe-has-one-source';
import { pipeHasOneTarget } from './pipe-has-one-target';
import { poisonRecordEnds } from './poison-record-ends';
import { recordAgeIsBelowRetention } from './record-age-is-below-retention';
import { startingPositionMissesNothing } from './starting-position-misses-nothing';
import { visibilityTimeoutCoversExecutions } from './visibility-timeout-covers-executions';

export const rules: readonly ResourceRule<PipeConfig>[] = [executionEndsInTime, pipeHasOneSource, pipeHasOneTarget];

const sourceRules: readonly ConnectionRule<SourceConfig, 'poll-queue' | 'read-shards', 'take-batches'>[] = [
  batchFitsTheStages,
  filterPatternIsJson,
  filterShareHasAPattern,
];

export const queueSourceRules = [
  ...sourceRules,
  failedMessagesComeBackSoon,
  visibilityTimeoutCoversExecutions,
] as readonly ConnectionRule<QueueSourceConfig, 'poll-queue', 'take-batches'>[];

export const streamSourceRules = [
  ...sourceRules,
  givenUpRecordsAreKept,
  poisonRecordEnds,
  recordAgeIsBelowRetention,
  startingPositionMissesNothing,
] as readonly ConnectionRule<StreamSourceConfig, 'read-shards', 'take-batches'>[];

export const functionTargetRules: readonly ConnectionRule<FunctionTargetConfig, 'pass-batches', 'invoke'>[] = [
  failedRecordsAreNamed,
];

export const apiRules: readonly ConnectionRule<ApiCallConfig, 'pass-batches', 'http'>[] = [
  apiAnswersInTime,
  apiLetsThePipeIn,
  calledRouteExists,
];

export const asynchronousTargetRules = [orderedWorkIsWaitedFor] as readonly ConnectionRule<TargetConfig>[];

export const deadLetterRules: readonly ConnectionRule<Record<string, unknown>>[] = [deadLettersComeOfAStream];

/** The rules of this service, one a file. */
import type { Contract } from '#shared/model/contract';
import type { Config } from '#shared/model/graph';
import type { AccountRule, ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { BatchCallConfig, CallConfig } from '../call-config';
import type { FunctionConfig } from '../config';
import type { MappingConfig, QueueMappingConfig, StreamMappingConfig } from '../mapping-config';
import { asynchronousFailuresAreKept } from './asynchronous-failures-are-kept';
import { asynchronousSettingsAreUsed } from './asynchronous-settings-are-used';
import { backlogLeavesRoomForCallers } from './backlog-leaves-room-for-callers';
import { batchFailuresAreReported } from './batch-failures-are-reported';
import { batchFitsPayload } from './batch-fits-payload';
import { batchFitsTimeout } from './batch-fits-timeout';
import { destinationHasWork } from './destination-has-work';
import { destinationTopicTakesTheRecord } from './destination-topic-takes-the-record';
import { environmentsComeInTime } from './environments-come-in-time';
import { failedCallsAreNoticed } from './failed-calls-are-noticed';
import { failedPositionsAreReadInTime } from './failed-positions-are-read-in-time';
import { fanOutIsNeeded } from './fan-out-is-needed';
import { fanOutIsOffered } from './fan-out-is-offered';
import { fifoBatchesAreSmall } from './fifo-batches-are-small';
import { fifoBatchesDoNotWait } from './fifo-batches-do-not-wait';
import { filterPatternIsJson } from './filter-pattern-is-json';
import { filterShareHasAPattern } from './filter-share-has-a-pattern';
import { filteredMessagesAreNotNeeded } from './filtered-messages-are-not-needed';
import { functionsDoNotWaitForFunctions } from './functions-do-not-wait-for-functions';
import { functionUrlIsGuarded } from './function-url-is-guarded';
import { groupsFeedConcurrency } from './groups-feed-concurrency';
import { hasOneDestinationForEachEnd } from './has-one-destination-for-each-end';
import { initialisationFitsItsTime } from './initialisation-fits-its-time';
import { largeBatchesHaveAWindow } from './large-batches-have-a-window';
import { mappingGrowsInTime } from './mapping-grows-in-time';
import { mappingIsTheOnlyOne } from './mapping-is-the-only-one';
import { messagesAreSentInBatches } from './messages-are-sent-in-batches';
import { parallelizationHasKeys } from './parallelization-has-keys';
import { poisonRecordEnds } from './poison-record-ends';
import { poisonRecordIsIsolated } from './poison-record-is-isolated';
import { pollersAreNeeded } from './pollers-are-needed';
import { pollersExcludeMaximumConcurrency } from './pollers-exclude-maximum-concurrency';
import { pollersFitConcurrency } from './pollers-fit-concurrency';
import { pollersHaveARange } from './pollers-have-a-range';
import { provisionedCoversLoad } from './provisioned-covers-load';
import { provisionedFitsReservation } from './provisioned-fits-reservation';
import { provisionedIsUsed } from './provisioned-is-used';
import { provisionedServesCallers } from './provisioned-serves-callers';
import { recordAgeIsBelowRetention } from './record-age-is-below-retention';
import { recordsFitPayload } from './records-fit-payload';
import { recordsKeepTheirOrder } from './records-keep-their-order';
import { refusedCallsAreRetried } from './refused-calls-are-retried';
import { resentMessagesAreDeduplicated } from './resent-messages-are-deduplicated';
import { reservationCoversFirstBatches } from './reservation-covers-first-batches';
import { reservationCoversMappings } from './reservation-covers-mappings';
import { reservationCoversShards } from './reservation-covers-shards';
import { reservationLetsWorkRun } from './reservation-lets-work-run';
import { reservationsLeaveTheFloor } from './reservations-leave-the-floor';
import { responseFitsPayload } from './response-fits-payload';
import { snapstartExcludesLargeStorage } from './snapstart-excludes-large-storage';
import { snapstartExcludesProvisioned } from './snapstart-excludes-provisioned';
import { snapstartIsSupported } from './snapstart-is-supported';
import { startingPositionMissesNothing } from './starting-position-misses-nothing';
import { streamBatchesAreRetried } from './stream-batches-are-retried';
import { streamDestinationHasAStream } from './stream-destination-has-a-stream';
import { streamFailuresAreKept } from './stream-failures-are-kept';
import { timeoutCoversCallRetries } from './timeout-covers-call-retries';
import { timeoutCoversSlowRuns } from './timeout-covers-slow-runs';
import { timeoutCoversUsualDuration } from './timeout-covers-usual-duration';
import { visibilityTimeoutCoversFunctionTimeout } from './visibility-timeout-covers-function-timeout';
import { visibilityTimeoutCoversRetries } from './visibility-timeout-covers-retries';
import { visibilityTimeoutLetsRetriesCome } from './visibility-timeout-lets-retries-come';
import { windowSuitsTraffic } from './window-suits-traffic';

export const rules: readonly ResourceRule<FunctionConfig>[] = [
  asynchronousFailuresAreKept,
  asynchronousSettingsAreUsed,
  environmentsComeInTime,
  functionUrlIsGuarded,
  hasOneDestinationForEachEnd,
  initialisationFitsItsTime,
  provisionedCoversLoad,
  provisionedFitsReservation,
  provisionedIsUsed,
  provisionedServesCallers,
  reservationCoversMappings,
  reservationCoversShards,
  reservationLetsWorkRun,
  responseFitsPayload,
  snapstartExcludesLargeStorage,
  snapstartExcludesProvisioned,
  snapstartIsSupported,
  timeoutCoversCallRetries,
  timeoutCoversSlowRuns,
  timeoutCoversUsualDuration,
];

export const accountRules: readonly AccountRule<FunctionConfig>[] = [
  backlogLeavesRoomForCallers,
  reservationsLeaveTheFloor,
];

const mappingRules: readonly ConnectionRule<MappingConfig, Contract, 'invoke'>[] = [
  batchFitsPayload,
  batchFitsTimeout,
  filterPatternIsJson,
  filterShareHasAPattern,
  mappingIsTheOnlyOne,
];

export const queueMappingRules: readonly ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'>[] = [
  ...mappingRules,
  batchFailuresAreReported,
  fifoBatchesAreSmall,
  fifoBatchesDoNotWait,
  filteredMessagesAreNotNeeded,
  groupsFeedConcurrency,
  largeBatchesHaveAWindow,
  mappingGrowsInTime,
  pollersAreNeeded,
  pollersExcludeMaximumConcurrency,
  pollersFitConcurrency,
  pollersHaveARange,
  reservationCoversFirstBatches,
  visibilityTimeoutCoversFunctionTimeout,
  visibilityTimeoutCoversRetries,
  visibilityTimeoutLetsRetriesCome,
  windowSuitsTraffic,
];

export const streamMappingRules: readonly ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'>[] = [
  ...mappingRules,
  fanOutIsNeeded,
  fanOutIsOffered,
  parallelizationHasKeys,
  poisonRecordEnds,
  poisonRecordIsIsolated,
  recordAgeIsBelowRetention,
  recordsFitPayload,
  startingPositionMissesNothing,
  streamBatchesAreRetried,
  streamFailuresAreKept,
];

const callRules: readonly ConnectionRule<CallConfig, 'code-call'>[] = [failedCallsAreNoticed, refusedCallsAreRetried];

export const synchronousCallRules: readonly ConnectionRule<CallConfig, 'code-call', 'invoke'>[] = [
  ...callRules,
  functionsDoNotWaitForFunctions,
];

export const httpCallRules: readonly ConnectionRule<CallConfig, 'code-call', 'http'>[] = callRules;

export const asynchronousCallRules: readonly ConnectionRule<CallConfig, 'code-call', 'invoke'>[] = callRules;

export const storeCallRules: readonly ConnectionRule<CallConfig, 'code-call'>[] = callRules;

export const workflowCallRules: readonly ConnectionRule<CallConfig, 'code-call', 'start-workflow'>[] = callRules;
export const pushCallRules: readonly ConnectionRule<CallConfig, 'code-call', 'post-to-connection'>[] = callRules;
export const startCallRules: readonly ConnectionRule<CallConfig, 'code-call', 'start-run'>[] = callRules;

export const messageCallRules: readonly ConnectionRule<BatchCallConfig, 'code-call'>[] = [
  ...callRules,
  messagesAreSentInBatches,
  recordsKeepTheirOrder,
  resentMessagesAreDeduplicated,
];

export const destinationRules: readonly ConnectionRule<Config, 'outcome'>[] = [
  destinationHasWork,
  destinationTopicTakesTheRecord,
  failedPositionsAreReadInTime,
  streamDestinationHasAStream,
];

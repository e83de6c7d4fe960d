/** The rules of this service, one a file. */
import type { Config } from '#shared/model/graph';
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { FlowConfig } from '../config';
import type { BucketSourceConfig } from '../destination-config';
import { bucketIsReadAtSetTimes } from './bucket-is-read-at-set-times';
import { busTakesSalesforceEvents } from './bus-takes-salesforce-events';
import { destinationIsNamed } from './destination-is-named';
import { eventsFitTheBus } from './events-fit-the-bus';
import { failedRunsAreNoticed } from './failed-runs-are-noticed';
import { flowHasOneDestination } from './flow-has-one-destination';
import { oneRecordDoesNotEndARun } from './one-record-does-not-end-a-run';
import { scheduleFitsTheSource } from './schedule-fits-the-source';
import { scheduleIsWholeMinutes } from './schedule-is-whole-minutes';
import { sourceBucketIsDrawn } from './source-bucket-is-drawn';
import { sourceIsAFolder } from './source-is-a-folder';
import { startedFlowsRunOnDemand } from './started-flows-run-on-demand';
import { unchangedRecordsStay } from './unchanged-records-stay';

export const rules: readonly ResourceRule<FlowConfig>[] = [
  bucketIsReadAtSetTimes,
  destinationIsNamed,
  failedRunsAreNoticed,
  flowHasOneDestination,
  oneRecordDoesNotEndARun,
  scheduleFitsTheSource,
  scheduleIsWholeMinutes,
  sourceBucketIsDrawn,
  startedFlowsRunOnDemand,
  unchangedRecordsStay,
];

export const bucketSourceRules: readonly ConnectionRule<BucketSourceConfig, 'transfer', 'keep-objects'>[] = [
  sourceIsAFolder,
];

export const busDestinationRules: readonly ConnectionRule<Config, 'transfer', 'put-events'>[] = [
  busTakesSalesforceEvents,
  eventsFitTheBus,
];

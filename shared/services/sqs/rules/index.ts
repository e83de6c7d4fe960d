/** The rules of this service, one a file. */
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { QueueConfig } from '../config';
import type { RedriveConfig } from '../connections';
import { batchFitsACall } from './batch-fits-a-call';
import { busiestGroupShareIsPossible } from './busiest-group-share-is-possible';
import { deadLettersOutlastSource } from './dead-letters-outlast-source';
import { deadLettersStayApart } from './dead-letters-stay-apart';
import { failedMessagesAreKept } from './failed-messages-are-kept';
import { fairQueueHasSeveralTenants } from './fair-queue-has-several-tenants';
import { fairQueueKnowsItsTenants } from './fair-queue-knows-its-tenants';
import { groupsAllowParallelWork } from './groups-allow-parallel-work';
import { hasOneRedrivePolicy } from './has-one-redrive-policy';
import { messageSizeIsNotTheOldCeiling } from './message-size-is-not-the-old-ceiling';
import { messagesAreConsumed } from './messages-are-consumed';
import { receivesAllowForThrottles } from './receives-allow-for-throttles';
import { retentionOutlastsDelay } from './retention-outlasts-delay';
import { retentionOutlastsOutage } from './retention-outlasts-outage';
import { retentionOutlastsReceives } from './retention-outlasts-receives';

export const rules: readonly ResourceRule<QueueConfig>[] = [
  batchFitsACall,
  busiestGroupShareIsPossible,
  deadLettersStayApart,
  failedMessagesAreKept,
  fairQueueHasSeveralTenants,
  fairQueueKnowsItsTenants,
  groupsAllowParallelWork,
  hasOneRedrivePolicy,
  messageSizeIsNotTheOldCeiling,
  messagesAreConsumed,
  retentionOutlastsDelay,
  retentionOutlastsOutage,
];

export const redriveRules: readonly ConnectionRule<RedriveConfig, 'redrive', 'enqueue'>[] = [
  deadLettersOutlastSource,
  receivesAllowForThrottles,
  retentionOutlastsReceives,
];

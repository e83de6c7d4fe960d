/** The rules of this service, one a file. */
import type { AccountRule, ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { ScheduleConfig } from '../config';
import type {
  BusTargetConfig,
  QueueTargetConfig,
  StreamTargetConfig,
  TargetConfig,
  TargetDeadLetterConfig,
} from '../target-config';
import { burstsAreSimulated } from './bursts-are-simulated';
import { cronIsAccepted } from './cron-is-accepted';
import { deadLetterIsAnotherQueue } from './dead-letter-is-another-queue';
import { deadLetterNamesATarget } from './dead-letter-names-a-target';
import { fifoQueueDeduplicatesByContent } from './fifo-queue-deduplicates-by-content';
import { groupsFitTheAccount } from './groups-fit-the-account';
import { inputIsAnObject } from './input-is-an-object';
import { noRunInASkippedHour } from './no-run-in-a-skipped-hour';
import { oneTimeHasADate } from './one-time-has-a-date';
import { rateIsWholeMinutes } from './rate-is-whole-minutes';
import { runsDoNotOverlap } from './runs-do-not-overlap';
import { schedulesFitTheAccount } from './schedules-fit-the-account';
import { undeliveredInvocationsAreKept } from './undelivered-invocations-are-kept';

export const rules: readonly ResourceRule<ScheduleConfig>[] = [
  burstsAreSimulated,
  cronIsAccepted,
  noRunInASkippedHour,
  oneTimeHasADate,
  rateIsWholeMinutes,
  runsDoNotOverlap,
  undeliveredInvocationsAreKept,
];

export const accountRules: readonly AccountRule<ScheduleConfig>[] = [groupsFitTheAccount, schedulesFitTheAccount];

export const functionTargetRules: readonly ConnectionRule<TargetConfig, 'schedule', 'invoke'>[] = [inputIsAnObject];

export const queueTargetRules: readonly ConnectionRule<QueueTargetConfig, 'schedule', 'enqueue'>[] = [
  inputIsAnObject,
  fifoQueueDeduplicatesByContent,
];

export const topicTargetRules: readonly ConnectionRule<TargetConfig, 'schedule', 'publish'>[] = [inputIsAnObject];

export const streamTargetRules: readonly ConnectionRule<StreamTargetConfig, 'schedule', 'put-record'>[] = [
  inputIsAnObject,
];

export const deliveryStreamTargetRules: readonly ConnectionRule<TargetConfig, 'schedule', 'collect-records'>[] = [
  inputIsAnObject,
];

export const workflowTargetRules: readonly ConnectionRule<TargetConfig, 'schedule', 'start-workflow'>[] = [
  inputIsAnObject,
];

export const busTargetRules: readonly ConnectionRule<BusTargetConfig, 'schedule', 'put-events'>[] = [inputIsAnObject];

export const deadLetterRules: readonly ConnectionRule<TargetDeadLetterConfig, 'schedule', 'enqueue'>[] = [
  deadLetterIsAnotherQueue,
  deadLetterNamesATarget,
];

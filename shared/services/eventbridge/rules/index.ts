/** The rules of this service, one a file. */
import type { AccountRule, ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { BusConfig } from '../config';
import type { ApiDestinationConfig, QueueTargetConfig, TargetConfig, TargetDeadLetterConfig } from '../target-config';
import { batchFitsACall } from './batch-fits-a-call';
import { busHasRules } from './bus-has-rules';
import { busesFitTheAccount } from './buses-fit-the-account';
import { callsCarrySeveralEvents } from './calls-carry-several-events';
import { deadLetterIsAnotherQueue } from './dead-letter-is-another-queue';
import { deadLetterNamesATarget } from './dead-letter-names-a-target';
import { defaultBusIsDrawnOnce } from './default-bus-is-drawn-once';
import { defaultBusRulesHaveAPattern } from './default-bus-rules-have-a-pattern';
import { deliveriesComeInTime } from './deliveries-come-in-time';
import { destinationFitsTheQuota } from './destination-fits-the-quota';
import { endpointAnswersInTime } from './endpoint-answers-in-time';
import { fifoQueueDeduplicatesByContent } from './fifo-queue-deduplicates-by-content';
import { fifoQueueHasOneGroup } from './fifo-queue-has-one-group';
import { inputIsAnObject } from './input-is-an-object';
import { matchShareHasAPattern } from './match-share-has-a-pattern';
import { partnerSourceHasItsForm } from './partner-source-has-its-form';
import { patternIsAccepted } from './pattern-is-accepted';
import { rulesFitTheBus } from './rules-fit-the-bus';
import { targetsFitARule } from './targets-fit-a-rule';
import { targetsShareThePattern } from './targets-share-the-pattern';
import { undeliveredEventsAreKept } from './undelivered-events-are-kept';

export const rules: readonly ResourceRule<BusConfig>[] = [
  batchFitsACall,
  busHasRules,
  callsCarrySeveralEvents,
  partnerSourceHasItsForm,
  rulesFitTheBus,
  targetsFitARule,
  undeliveredEventsAreKept,
];

export const accountRules: readonly AccountRule<BusConfig>[] = [
  busesFitTheAccount,
  defaultBusIsDrawnOnce,
  deliveriesComeInTime,
];

const patternRules: readonly ConnectionRule<TargetConfig, 'route'>[] = [
  defaultBusRulesHaveAPattern,
  matchShareHasAPattern,
  patternIsAccepted,
  targetsShareThePattern,
];

export const functionTargetRules: readonly ConnectionRule<TargetConfig, 'route', 'invoke'>[] = [
  ...patternRules,
  inputIsAnObject,
];

export const queueTargetRules: readonly ConnectionRule<QueueTargetConfig, 'route', 'enqueue'>[] = [
  ...patternRules,
  inputIsAnObject,
  fifoQueueDeduplicatesByContent,
  fifoQueueHasOneGroup,
];

export const topicTargetRules: readonly ConnectionRule<TargetConfig, 'route', 'publish'>[] = [
  ...patternRules,
  inputIsAnObject,
];

export const streamTargetRules: readonly ConnectionRule<TargetConfig, 'route', 'put-record'>[] = [
  ...patternRules,
  inputIsAnObject,
];

export const deliveryStreamTargetRules: readonly ConnectionRule<TargetConfig, 'route', 'collect-records'>[] = [
  ...patternRules,
  inputIsAnObject,
];

export const workflowTargetRules: readonly ConnectionRule<TargetConfig, 'route', 'start-workflow'>[] = [
  ...patternRules,
  inputIsAnObject,
];

export const apiDestinationRules: readonly ConnectionRule<ApiDestinationConfig, 'route', 'http'>[] = [
  ...patternRules,
  inputIsAnObject,
  destinationFitsTheQuota,
  endpointAnswersInTime,
];

export const busTargetRules: readonly ConnectionRule<TargetConfig, 'route', 'put-events'>[] = patternRules;

export const deadLetterRules: readonly ConnectionRule<TargetDeadLetterConfig, 'route', 'enqueue'>[] = [
  deadLetterIsAnotherQueue,
  deadLetterNamesATarget,
];

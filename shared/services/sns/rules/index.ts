/** The rules of this service, one a file. */
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { TopicConfig } from '../config';
import type {
  DeliverySubscriptionConfig,
  EndpointSubscriptionConfig,
  FunctionSubscriptionConfig,
  QueueSubscriptionConfig,
  SubscriptionDeadLetterConfig,
} from '../subscription-config';
import { batchFitsACall } from './batch-fits-a-call';
import { deadLetterIsAnotherQueue } from './dead-letter-is-another-queue';
import { deadLetterNamesASubscription } from './dead-letter-names-a-subscription';
import { deliveryStreamTakesTheMessage } from './delivery-stream-takes-the-message';
import { deliveryStreamsFitTheTopic } from './delivery-streams-fit-the-topic';
import { fifoSubscriptionsFit } from './fifo-subscriptions-fit';
import { filterPoliciesFit } from './filter-policies-fit';
import { filterPolicyIsAccepted } from './filter-policy-is-accepted';
import { filterShareHasAPolicy } from './filter-share-has-a-policy';
import { largeMessagesHaveFewSubscribers } from './large-messages-have-few-subscribers';
import { longestRetryIntervalIsLongest } from './longest-retry-interval-is-longest';
import { orderReachesTheQueue } from './order-reaches-the-queue';
import { outageOutlastsRetries } from './outage-outlasts-retries';
import { retriesFitAnHour } from './retries-fit-an-hour';
import { retryPhasesFitTheRetries } from './retry-phases-fit-the-retries';
import { subscriptionIsTheOnlyOne } from './subscription-is-the-only-one';
import { topicHasSubscribers } from './topic-has-subscribers';
import { undeliveredMessagesAreKept } from './undelivered-messages-are-kept';

export const rules: readonly ResourceRule<TopicConfig>[] = [
  batchFitsACall,
  deliveryStreamsFitTheTopic,
  fifoSubscriptionsFit,
  filterPoliciesFit,
  largeMessagesHaveFewSubscribers,
  topicHasSubscribers,
  undeliveredMessagesAreKept,
];

const subscriptionRules: readonly ConnectionRule<FunctionSubscriptionConfig, 'deliver'>[] = [
  filterPolicyIsAccepted,
  filterShareHasAPolicy,
  subscriptionIsTheOnlyOne,
];

export const queueSubscriptionRules: readonly ConnectionRule<QueueSubscriptionConfig, 'deliver', 'enqueue'>[] = [
  ...subscriptionRules,
  orderReachesTheQueue,
];

export const functionSubscriptionRules: readonly ConnectionRule<FunctionSubscriptionConfig, 'deliver', 'invoke'>[] =
  subscriptionRules;

export const deliveryStreamSubscriptionRules: readonly ConnectionRule<
  DeliverySubscriptionConfig,
  'deliver',
  'collect-records'
>[] = [...subscriptionRules, deliveryStreamTakesTheMessage];

export const endpointSubscriptionRules: readonly ConnectionRule<EndpointSubscriptionConfig, 'deliver', 'http'>[] = [
  ...subscriptionRules,
  longestRetryIntervalIsLongest,
  outageOutlastsRetries,
  retriesFitAnHour,
  retryPhasesFitTheRetries,
];

export const deadLetterRules: readonly ConnectionRule<SubscriptionDeadLetterConfig, 'deliver', 'enqueue'>[] = [
  deadLetterIsAnotherQueue,
  deadLetterNamesASubscription,
];

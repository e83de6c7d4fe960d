/** The rules of this service, one a file. */
import type { FunctionSubscriptionConfig, QueueSubscriptionConfig, SubscriptionDeadLetterConfig } from '../connections';
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { TopicConfig } from '../config';

export const rules: readonly ResourceRule<TopicConfig>[] = [];
export const queueSubscriptionRules: readonly ConnectionRule<QueueSubscriptionConfig, 'deliver', 'enqueue'>[] = [];
export const functionSubscriptionRules: readonly ConnectionRule<FunctionSubscriptionConfig, 'deliver', 'invoke'>[] = [];
export const deadLetterRules: readonly ConnectionRule<SubscriptionDeadLetterConfig, 'deliver', 'enqueue'>[] = [];

/** The rules of this service, one a file. */
import type { RedriveConfig } from '../connections';
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { QueueConfig } from '../config';

export const rules: readonly ResourceRule<QueueConfig>[] = [];
export const redriveRules: readonly ConnectionRule<RedriveConfig, 'redrive', 'enqueue'>[] = [];

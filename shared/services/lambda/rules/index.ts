/** The rules of this service, one a file. */
import type { BatchCallConfig, CallConfig } from '../call-kinds';
import type { QueueMappingConfig, StreamMappingConfig } from '../mapping-config';
import type { Contract } from '#shared/model/contract';
import type { Config } from '#shared/model/graph';
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { FunctionConfig } from '../config';

export const rules: readonly ResourceRule<FunctionConfig>[] = [];
export const queueMappingRules: readonly ConnectionRule<QueueMappingConfig, 'poll-queue', 'invoke'>[] = [];
export const streamMappingRules: readonly ConnectionRule<StreamMappingConfig, 'read-shards', 'invoke'>[] = [];
export const synchronousCallRules: readonly ConnectionRule<CallConfig, 'code-call', 'invoke'>[] = [];
export const asynchronousCallRules: readonly ConnectionRule<CallConfig, 'code-call', 'invoke'>[] = [];
export const messageCallRules: readonly ConnectionRule<BatchCallConfig, 'code-call', Contract>[] = [];
export const destinationRules: readonly ConnectionRule<Config, 'outcome', Contract>[] = [];

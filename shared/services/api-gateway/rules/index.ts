/** The rules of this service, one a file. */
import type { IntegrationConfig } from '../connections';
import type { Contract } from '#shared/model/contract';
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { ApiConfig } from '../config';

export const rules: readonly ResourceRule<ApiConfig>[] = [];
export const proxyRules: readonly ConnectionRule<IntegrationConfig, 'integrate', 'invoke'>[] = [];
export const asynchronousRules: readonly ConnectionRule<IntegrationConfig, 'integrate', 'invoke'>[] = [];
export const serviceRules: readonly ConnectionRule<IntegrationConfig, 'integrate', Contract>[] = [];

/** The rules of this service, one a file. */
import type { HttpRequestConfig, SdkCallConfig } from '../connections';
import type { Contract } from '#shared/model/contract';
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { ClientConfig } from '../config';

export const rules: readonly ResourceRule<ClientConfig>[] = [];
export const httpRules: readonly ConnectionRule<HttpRequestConfig, 'http-call', 'http'>[] = [];
export const sdkRules: readonly ConnectionRule<SdkCallConfig, 'sdk-call', Contract>[] = [];

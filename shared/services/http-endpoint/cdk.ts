import type { EmitContext, ResourceCode } from '#shared/model/cdk';
import type { Resource } from '#shared/model/graph';
import type { EndpointConfig } from './config';

/** It is outside the app: callers are given its URL. */
export function cdk(_endpoint: Resource<EndpointConfig>, _context: EmitContext): ResourceCode | undefined {
  return undefined;
}

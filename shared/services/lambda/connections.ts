/** What Lambda configures: event source mappings, destinations, and the calls that a function’s code makes. */
import type { ConnectionKind } from '#shared/model/connection';
import { callKinds } from './call-kinds';
import { destinationKinds } from './destination-kinds';
import { mappingKinds } from './mapping-kinds';

export const connections: readonly ConnectionKind[] = [...mappingKinds, ...callKinds, ...destinationKinds];

/** What Lambda configures: event source mappings, destinations, and the calls that a function’s code makes. */
import type { ConnectionKind } from '#shared/model/connection';
import { destinationKinds } from './destination-kinds';
import { functionCallKinds } from './function-call-kinds';
import { mappingKinds } from './mapping-kinds';
import { messageCallKinds } from './message-call-kinds';
import { pushCallKinds } from './push-call-kinds';
import { storeCallKinds } from './store-call-kinds';
import { workflowCallKinds } from './workflow-call-kinds';

export const connections: readonly ConnectionKind[] = [
  ...mappingKinds,
  ...functionCallKinds,
  ...messageCallKinds,
  ...storeCallKinds,
  ...pushCallKinds,
  ...workflowCallKinds,
  ...destinationKinds,
];

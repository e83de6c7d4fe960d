/** Calls from outside AWS: plain HTTP to an API, or an SDK or CLI call straight to a service. */
import type { ConnectionKind } from '#shared/model/connection';
import { httpCallKinds } from './http-call-kinds';
import { sdkCallKinds } from './sdk-call-kinds';
import { storeCallKinds } from './store-call-kinds';
import { workflowCallKinds } from './workflow-call-kinds';

export const connections: readonly ConnectionKind[] = [
  ...httpCallKinds,
  ...sdkCallKinds,
  ...storeCallKinds,
  ...workflowCallKinds,
];

import type { ConnectionWiring, ConstructDeclaration } from '#shared/model/cdk';

const none = (): ConnectionWiring => ({ imports: {}, statements: [] });

export function cdk(): ConstructDeclaration | undefined {
  return undefined;
}

export const wiring = { queueEventSource: none, streamEventSource: none, invoke: none, invokeAsync: none, sendMessage: none, publish: none, putRecord: none, onFailureQueue: none, onFailureTopic: none, onFailureFunction: none, onSuccessQueue: none, onSuccessTopic: none, onSuccessFunction: none, streamOnFailure: none };

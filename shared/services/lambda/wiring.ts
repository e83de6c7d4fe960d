/** What each of Lambda's connection kinds becomes in an exported CDK app. */
import {
  httpCall,
  invoke,
  publish,
  putEvents,
  putRecord,
  putToDeliveryStream,
  sendMessage,
  startRun,
} from './cdk-calls';
import { postToConnection } from './cdk-push-calls';
import { readItems, readObjects, writeItems, writeObjects } from './cdk-store-calls';
import { startExecution, startSyncExecution } from './cdk-workflow-calls';
import { asyncDestination } from './cdk-destinations';
import { queueEventSource, streamEventSource, streamOnFailure } from './cdk-mappings';

export const wiring = {
  queueEventSource,
  streamEventSource,
  invoke,
  /** By drawing alone: the permission and the name are the same, the call is the handler's. */
  invokeAsync: invoke,
  httpCall,
  sendMessage,
  publish,
  putRecord,
  putToDeliveryStream,
  writeItems,
  readItems,
  writeObjects,
  readObjects,
  putEvents,
  startExecution,
  startSyncExecution,
  startRun,
  postToConnection,
  onFailureQueue: asyncDestination,
  onFailureTopic: asyncDestination,
  onFailureFunction: asyncDestination,
  onFailureBus: asyncDestination,
  onSuccessQueue: asyncDestination,
  onSuccessTopic: asyncDestination,
  onSuccessFunction: asyncDestination,
  onSuccessBus: asyncDestination,
  streamOnFailure,
};

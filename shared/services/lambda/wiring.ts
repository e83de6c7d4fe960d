/** What each of Lambda's connection kinds becomes in an exported CDK app. */
import { invoke, invokeAsync, publish, putRecord, sendMessage } from './cdk-calls';
import { asyncDestination } from './cdk-destinations';
import { queueEventSource, streamEventSource, streamOnFailure } from './cdk-mappings';

export const wiring = {
  queueEventSource,
  streamEventSource,
  invoke,
  invokeAsync,
  sendMessage,
  publish,
  putRecord,
  onFailureQueue: asyncDestination,
  onFailureTopic: asyncDestination,
  onFailureFunction: asyncDestination,
  onSuccessQueue: asyncDestination,
  onSuccessTopic: asyncDestination,
  onSuccessFunction: asyncDestination,
  streamOnFailure,
};

/** The rules of this service, one a file. */
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { DeliveryConfig } from '../config';
import type {
  BucketDestinationConfig,
  EndpointDestinationConfig,
  FailedRecordsConfig,
  TransformationConfig,
} from '../destination-config';
import { batchFitsACall } from './batch-fits-a-call';
import { batchFitsTheTimeout } from './batch-fits-the-timeout';
import { conversionHasNoCompression } from './conversion-has-no-compression';
import { dataAndErrorsAreApart } from './data-and-errors-are-apart';
import { endpointBufferFits } from './endpoint-buffer-fits';
import { endpointHasABucket } from './endpoint-has-a-bucket';
import { endpointIsTriedAgain } from './endpoint-is-tried-again';
import { failedRecordsHaveAnEndpoint } from './failed-records-have-an-endpoint';
import { objectsFillTheirBuffers } from './objects-fill-their-buffers';
import { partitionFieldIsAQuery } from './partition-field-is-a-query';
import { partitionedBufferIsLarge } from './partitioned-buffer-is-large';
import { recordsFillTheirUnits } from './records-fill-their-units';
import { streamHasOneDestination } from './stream-has-one-destination';
import { streamHasOneSource } from './stream-has-one-source';
import { transformationEndsInTime } from './transformation-ends-in-time';
import { transformationIsTheOnlyOne } from './transformation-is-the-only-one';
import { transformedBatchFits } from './transformed-batch-fits';

export const rules: readonly ResourceRule<DeliveryConfig>[] = [
  batchFitsACall,
  endpointHasABucket,
  recordsFillTheirUnits,
  streamHasOneDestination,
  streamHasOneSource,
];

export const bucketDestinationRules: readonly ConnectionRule<
  BucketDestinationConfig,
  'deliver-batches',
  'keep-objects'
>[] = [
  conversionHasNoCompression,
  dataAndErrorsAreApart,
  objectsFillTheirBuffers,
  partitionFieldIsAQuery,
  partitionedBufferIsLarge,
];

export const endpointDestinationRules: readonly ConnectionRule<EndpointDestinationConfig, 'deliver-batches', 'http'>[] =
  [endpointBufferFits, endpointIsTriedAgain];

export const failedRecordsRules: readonly ConnectionRule<FailedRecordsConfig, 'deliver-batches', 'keep-objects'>[] = [
  failedRecordsHaveAnEndpoint,
];

export const transformationRules: readonly ConnectionRule<TransformationConfig, 'deliver-batches', 'invoke'>[] = [
  batchFitsTheTimeout,
  transformationEndsInTime,
  transformationIsTheOnlyOne,
  transformedBatchFits,
];

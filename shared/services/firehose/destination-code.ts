/** The destination of a delivery stream as the CDK has it: a bucket or an endpoint, and what is done to records before. */
import type { EmitContext } from '#shared/model/cdk';
import { type Code, durationCode, object, type Properties, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';
import type { DeliveryConfig } from './config';
import {
  type BucketDestination,
  bucketDestinations,
  type EndpointDestination,
  endpointDestinations,
  failedRecordsOf,
  transformationsOf,
} from './outlets';

type Stream = Resource<DeliveryConfig>;

/** Firehose puts the kind of error behind the prefix. */
const ERROR = '!{firehose:error-output-type}/';
/** What Firehose adds to a prefix by itself, and has to be said where the prefix has any expression. */
const HOUR = '!{timestamp:yyyy/MM/dd/HH}/';

const COMPRESSIONS = {
  UNCOMPRESSED: undefined,
  GZIP: 'GZIP',
  ZIP: 'ZIP',
  Snappy: 'SNAPPY',
  HADOOP_SNAPPY: 'HADOOP_SNAPPY',
} as const;

/** A function of what the stream gives to its destination. The stream has exactly one. */
export function destinationCode(stream: Stream, context: EmitContext): Code {
  const [bucket] = bucketDestinations(stream);
  const [endpoint] = endpointDestinations(stream);
  if (bucket) return toBucket(bucket, stream, context);
  if (endpoint) return toEndpoint(endpoint, stream, context);
  throw new Error(`${stream.id} has no destination`);
}

const hints = ({ config }: Stream): Properties => ({
  bufferingSize: `Size.mebibytes(${config.bufferSize})`,
  bufferingInterval: durationCode(config.bufferInterval),
});

function toBucket({ config, to }: BucketDestination, stream: Stream, context: EmitContext): Code {
  const { keyPrefix, errorPrefix, partitioning, partitionField, compression } = config;
  const name = partitionName(partitionField);
  const compressed = COMPRESSIONS[compression];
  const data = partitioning ? `${keyPrefix}!{partitionKeyFromQuery:${name}}/${HOUR}` : keyPrefix;
  const properties = object({
    role: 'role',
    loggingConfig: 'loggingConfig',
    ...hints(stream),
    compression: compressed && `firehose.Compression.${compressed}`,
    dataOutputPrefix: data === '' ? undefined : quote(data),
    errorOutputPrefix: quote(`${errorPrefix}${ERROR}`),
    dynamicPartitioning: partitioning ? '{ enabled: true }' : undefined,
    processors: list([
      ...processors(stream, context),
      ...(partitioning
        ? [`firehose.MetadataExtractionProcessor.jq16(${object({ [name]: quote(partitionField.trim()) })})`]
        : []),
      // Else the records of an object would stand behind each other on one line.
      'new firehose.AppendDelimiterToRecordProcessor()',
    ]),
  });
  return `({ role, loggingConfig }) => new firehose.S3Bucket(this.${context.member(to.resource)}, ${properties})`;
}

/** `.customer.id` → `id`: a name that a prefix can have. */
export const partitionName = (field: string): string => /\w+(?=\W*$)/.exec(field)?.[0] ?? 'partition';

function toEndpoint({ config, to }: EndpointDestination, stream: Stream, context: EmitContext): Code {
  const backup = failedRecordsOf(stream);
  const hasSecret = config.secret.trim() !== '';
  const endpoint = object({
    url: quote(to.terms.outside?.address.trim() ?? ''),
    name: quote(context.folder(to.resource)),
    secret: hasSecret ? 'secret' : undefined,
  });
  const { bufferingSize, bufferingInterval } = hints(stream);
  const properties = object({
    role: 'role',
    loggingConfig: 'loggingConfig',
    endpointConfig: endpoint,
    bufferingHints: object({ size: bufferingSize, interval: bufferingInterval }),
    retryOptions: object({ duration: durationCode(config.retryDuration) }),
    processors: list(processors(stream, context)),
    s3Backup:
      backup &&
      object({
        bucket: `this.${context.member(backup.to.resource)}`,
        loggingConfig: 'loggingConfig',
        ...hints(stream),
        errorOutputPrefix: quote(`${backup.config.keyPrefix}${ERROR}`),
      }),
  });
  return `({ role, loggingConfig${hasSecret ? ', secret' : ''} }) => new firehose.HttpEndpoint(${properties})`;
}

function processors(stream: Stream, context: EmitContext): readonly Code[] {
  return transformationsOf(stream).map(({ config, to }) => {
    const options = object({
      bufferSize: `Size.mebibytes(${config.bufferSize})`,
      bufferInterval: durationCode(config.bufferInterval),
      retries: String(config.retries),
    });
    return `new firehose.LambdaFunctionProcessor(${context.target(to.resource)}, ${options})`;
  });
}

const list = (items: readonly Code[]): Code | undefined => (items.length === 0 ? undefined : `[${items.join(', ')}]`);

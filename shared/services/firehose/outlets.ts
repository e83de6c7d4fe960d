/** Where a delivery stream gets its records from and where it leads, as its rooms ask for it. */
import type { Connection, Resource } from '#shared/model/graph';
import type {
  BucketDestinationConfig,
  EndpointDestinationConfig,
  FailedRecordsConfig,
  TransformationConfig,
} from './destination-config';

type Sides = Pick<Resource, 'inbound' | 'outbound'>;
type Outbound = Pick<Sides, 'outbound'>;

export type BucketDestination = Connection<BucketDestinationConfig, 'deliver-batches', 'keep-objects'>;
export type EndpointDestination = Connection<EndpointDestinationConfig, 'deliver-batches', 'http'>;
export type FailedRecords = Connection<FailedRecordsConfig, 'deliver-batches', 'keep-objects'>;
export type Transformation = Connection<TransformationConfig, 'deliver-batches', 'invoke'>;

/** What producers put, in the order of the drawing. */
export const directPuts = ({ inbound }: Pick<Sides, 'inbound'>): readonly Connection[] =>
  inbound.filter((each) => !isStreamSource(each));

export const streamSources = ({ inbound }: Pick<Sides, 'inbound'>): readonly Connection[] =>
  inbound.filter((each) => isStreamSource(each));

export const isStreamSource = ({ from }: Pick<Connection, 'from'>): boolean => from.contract === 'read-shards';

export const bucketDestinations = ({ outbound }: Outbound): readonly BucketDestination[] =>
  outbound.filter(
    ({ to, kind }) => to.contract === 'keep-objects' && kind.role === 'work',
  ) as unknown as readonly BucketDestination[];

export const endpointDestinations = ({ outbound }: Outbound): readonly EndpointDestination[] =>
  outbound.filter(({ to }) => to.contract === 'http') as unknown as readonly EndpointDestination[];

/** Buckets and endpoints: what records are delivered to. */
export const destinationsOf = (stream: Outbound): readonly Connection[] => [
  ...(bucketDestinations(stream) as unknown as readonly Connection[]),
  ...(endpointDestinations(stream) as unknown as readonly Connection[]),
];

/** The bucket that keeps what an endpoint did not take. */
export const failedRecordsOf = ({ outbound }: Outbound): FailedRecords | undefined =>
  outbound.find(({ kind }) => kind.role === 'failure') as unknown as FailedRecords | undefined;

export const transformationsOf = ({ outbound }: Outbound): readonly Transformation[] =>
  outbound.filter(({ to }) => to.contract === 'invoke') as unknown as readonly Transformation[];

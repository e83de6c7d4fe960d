/** What AWS takes as buffers: of a stream that partitions or converts, and of one that posts to an endpoint. */

/** Partitioned or converted (CreateDeliveryStream, 2026-11-23). */
export const LEAST_PARTITIONED = { mebibytes: 64, interval: 60 } as const;
/** Of an HTTP endpoint (HttpEndpointBufferingHints, 2026-11-23), MiB. */
export const MOST_FOR_ENDPOINT = 64;

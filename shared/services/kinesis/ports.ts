import { port, type Port } from '#shared/model/service';
import { perSecond } from '#shared/model/unit';
import type { StreamConfig } from './config';

/** Records per second that the shards take in; undefined for an on-demand stream, which shows no shards. */
function recordRate({ mode, shards }: StreamConfig) {
  return mode === 'provisioned' ? perSecond(shards * 1000) : undefined;
}

export const ports: readonly Port<StreamConfig>[] = [
  port('in', 'put-record', (stream: StreamConfig) => ({
    maximumRecordSize: stream.maximumRecordSize,
    shards: stream.mode === 'provisioned' ? stream.shards : undefined,
  })),
  port('out', 'read-shards', (stream: StreamConfig) => ({
    shards: stream.mode === 'provisioned' ? stream.shards : undefined,
    retention: stream.retention,
    recordRate: recordRate(stream),
    partitionKeys: stream.keySkew === 'single' ? 1 : stream.partitionKeys,
    maximumRecordSize: stream.maximumRecordSize,
    records: 'data' as const,
    hasFanOut: true,
  })),
];

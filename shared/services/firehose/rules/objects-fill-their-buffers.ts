import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import { MIB, SECONDS_PER_MONTH } from '#shared/model/unit';
import { bytesText, durationText, short } from '#shared/model/wording';
import type { DeliveryConfig } from '../config';
import type { BucketDestinationConfig } from '../destination-config';

/** Of the buffer: what is smaller is made by the interval alone, over and over. */
const LITTLE = 0.01;
const MOST_INTERVAL = 900;

export const objectsFillTheirBuffers: ConnectionRule<BucketDestinationConfig, 'deliver-batches', 'keep-objects'> = {
  id: 'firehose/objects-fill-their-buffers',
  title: 'partitions write objects worth their requests',
  severity: 'info',
  category: 'cost',
  why: 'Each partition has a buffer of its own, which is written after the interval however little is in it. Many partitions with little in each make many small objects: each is charged by Firehose and as a request by S3, and queries over them are slow.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html',
  asOf: '2026-11-23',
  check({ id, config, from }, report, { capacity }) {
    const { resource } = from;
    const { bufferSize, bufferInterval } = resource.config as DeliveryConfig;
    const flow = capacity?.connections.get(id)?.flow;
    if (!config.partitioning || !flow || flow.rate === 0) return;
    if (flow.size >= bufferSize * MIB * config.writtenShare * LITTLE) return;
    const objects = Number((flow.rate * SECONDS_PER_MONTH).toPrecision(3));
    report(
      { connection: id, field: 'partitions' },
      `each of the ${short(config.partitions)} partitions writes ${bytesText(flow.size)} every ${durationText(bufferInterval)} or so: ${short(objects)} objects a month, each charged; use fewer partitions, or a longer interval`,
      bufferInterval < MOST_INTERVAL
        ? set(`Gather for ${MOST_INTERVAL} s`, { resource: resource.id }, 'bufferInterval', MOST_INTERVAL)
        : undefined,
    );
  },
};

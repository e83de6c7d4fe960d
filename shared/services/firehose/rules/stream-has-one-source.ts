import type { ResourceRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { DeliveryConfig } from '../config';
import { directPuts, streamSources } from '../outlets';

export const streamHasOneSource: ResourceRule<DeliveryConfig> = {
  id: 'firehose/stream-has-one-source',
  title: 'a delivery stream reads a data stream or takes direct puts',
  severity: 'error',
  category: 'semantics',
  why: 'The source is chosen when a delivery stream is made. One that reads a Kinesis data stream reads that one alone, and refuses PutRecord and PutRecordBatch: producers put their records on the data stream then.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/writing-with-kinesis-streams.html',
  asOf: '2026-11-23',
  check({ id, name, ...stream }, report) {
    const read = streamSources(stream);
    const put = directPuts(stream);
    if (read.length === 0 || (read.length === 1 && put.length === 0)) return;
    const [source] = read;
    const streams = listed(read.map(({ from }) => from.resource.name));
    report(
      { resource: id },
      read.length > 1
        ? `${name} reads ${streams}, but a delivery stream reads one data stream: use one for each`
        : `${name} reads ${streams} and refuses what ${listed(put.map(({ from }) => from.resource.name))} puts: put it on ${source?.from.resource.name}`,
    );
  },
};

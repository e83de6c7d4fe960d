import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { isStreamDestination, streamMappings } from '../triggers';

export const streamDestinationHasAStream: ConnectionRule<Config, 'outcome'> = {
  id: 'lambda/stream-destination-has-a-stream',
  title: 'a stream failure destination belongs to a function that reads a stream',
  severity: 'warning',
  category: 'semantics',
  why: 'The destination is part of a stream’s event source mapping. Without such a mapping there is nowhere to set it.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, from, to } = connection;
    if (!isStreamDestination(connection) || streamMappings(from.resource).length > 0) return;
    report(
      { connection: id },
      `${from.resource.name} reads no stream, so that ${to.resource.name} gets nothing: use a destination for asynchronous events, or remove it`,
      { title: 'Remove the destination', edit: { do: 'disconnect', id } },
    );
  },
};

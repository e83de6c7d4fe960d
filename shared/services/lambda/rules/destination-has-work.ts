import type { Config } from '#shared/model/graph';
import type { ConnectionRule } from '#shared/model/rule';
import { asynchronousTriggers, isStreamDestination, queueMappings } from '../triggers';

export const destinationHasWork: ConnectionRule<Config, 'outcome'> = {
  id: 'lambda/destination-has-work',
  title: 'destinations belong to a function with asynchronous work',
  severity: 'warning',
  category: 'semantics',
  why: 'The destinations of a function get the outcome of asynchronous invocations only. Messages of a queue go to that queue’s dead-letter queue, records of a stream to the failure destination of its mapping, and callers who wait get the error themselves.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  asOf: '2026-11-23',
  check(connection, report) {
    const { id, from, to } = connection;
    const { resource } = from;
    if (isStreamDestination(connection) || resource.inbound.length === 0) return;
    if (asynchronousTriggers(resource).length > 0) return;
    const [mapping] = queueMappings(resource);
    report(
      { connection: id },
      `nothing invokes ${resource.name} asynchronously, so that ${to.resource.name} gets nothing: ${
        mapping ? `give ${mapping.from.resource.name} a dead-letter queue instead` : 'remove the destination'
      }`,
      { title: 'Remove the destination', edit: { do: 'disconnect', id } },
    );
  },
};

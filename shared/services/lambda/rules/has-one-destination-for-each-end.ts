import type { Connection } from '#shared/model/graph';
import type { ResourceRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { FunctionConfig } from '../config';
import { asynchronousDestinations, streamDestinations, streamMappings } from '../triggers';

export const hasOneDestinationForEachEnd: ResourceRule<FunctionConfig> = {
  id: 'lambda/has-one-destination-for-each-end',
  title: 'a function has one destination for success and one for failure',
  severity: 'error',
  category: 'limits',
  why: 'The configuration of asynchronous invocations holds one destination for success and one for failure, that of a stream’s mapping one for failure. To tell several, send to a topic.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html',
  asOf: '2026-11-23',
  check(resource, report) {
    const { name } = resource;
    const asynchronous = asynchronousDestinations(resource);
    const streams = streamDestinations(resource);
    const groups: [readonly Connection[], number, string][] = [
      [asynchronous.filter(({ kind }) => kind.role === 'failure'), 1, 'events that fail'],
      [asynchronous.filter(({ kind }) => kind.role === 'success'), 1, 'events that succeed'],
      [streams, Math.max(1, streamMappings(resource).length), 'failed batches of its streams'],
    ];
    for (const [found, most, what] of groups) {
      for (const surplus of found.slice(most)) {
        report(
          { connection: surplus.id },
          `${name} has ${found.length} destinations for ${what} (${listed(found.map(({ to }) => to.resource.name))}) but Lambda takes ${most}: keep ${most}, or send to a topic that tells the others`,
          { title: `Disconnect ${surplus.to.resource.name}`, edit: { do: 'disconnect', id: surplus.id } },
        );
      }
    }
  },
};

import type { ConnectionRule } from '#shared/model/rule';
import { sourcesOf } from '../stages';

export const deadLettersComeOfAStream: ConnectionRule<Record<string, unknown>> = {
  id: 'pipes/dead-letters-come-of-a-stream',
  title: 'a pipe with a dead-letter queue reads a stream',
  severity: 'warning',
  category: 'semantics',
  why: 'A pipe’s own dead-letter queue is part of its settings for a stream. What fails of a queue goes back there, and after its receives to the dead-letter queue of that queue.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-error-troubleshooting.html',
  asOf: '2026-11-27',
  check({ id, from, to }, report) {
    if (sourcesOf(from.resource).some((source) => source.from.contract === 'read-shards')) return;
    report(
      { connection: id },
      `${from.resource.name} reads no stream, so that ${to.resource.name} gets nothing: use the dead-letter queue of the queue that it polls, or remove this one`,
      { title: 'Remove the dead-letter queue', edit: { do: 'disconnect', id } },
    );
  },
};

import type { ResourceRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { PipeConfig } from '../config';
import { sourcesOf } from '../stages';

export const pipeHasOneSource: ResourceRule<PipeConfig> = {
  id: 'pipes/pipe-has-one-source',
  title: 'a pipe polls one queue or stream',
  severity: 'error',
  category: 'semantics',
  why: 'A pipe is made with one source, which cannot be changed afterwards. Without one it does nothing.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-source.html',
  asOf: '2026-11-27',
  check(pipe, report) {
    const sources = sourcesOf(pipe);
    if (sources.length === 1) return;
    report(
      { resource: pipe.id },
      sources.length === 0
        ? `${pipe.name} polls nothing: draw a connection from a queue, a data stream or a table’s stream`
        : `${pipe.name} polls ${listed(sources.map(({ from }) => from.resource.name))}, but a pipe has one source: use one for each`,
    );
  },
};

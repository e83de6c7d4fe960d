import type { ResourceRule } from '#shared/model/rule';
import { listed } from '#shared/model/wording';
import type { PipeConfig } from '../config';
import { enrichmentsOf, targetsOf } from '../stages';

export const pipeHasOneTarget: ResourceRule<PipeConfig> = {
  id: 'pipes/pipe-has-one-target',
  title: 'a pipe has one target, and one enrichment at most',
  severity: 'error',
  category: 'semantics',
  why: 'A pipe leads from one point to one other. For several, an event bus or a topic as the target fans out.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes.html',
  asOf: '2026-11-27',
  check(pipe, report) {
    const { id, name } = pipe;
    const targets = targetsOf(pipe);
    const enrichments = enrichmentsOf(pipe);
    if (targets.length === 0) report({ resource: id }, `${name} leads nowhere: draw a connection to its target`);
    if (targets.length > 1) {
      report(
        { resource: id },
        `${name} leads to ${listed(targets.map(({ to }) => to.resource.name))}, but a pipe has one target: put an event bus or a topic between`,
      );
    }
    if (enrichments.length > 1) {
      report(
        { resource: id },
        `${name} is enriched by ${listed(enrichments.map(({ to }) => to.resource.name))}, but a pipe has one enrichment: let one of them call the other`,
      );
    }
  },
};

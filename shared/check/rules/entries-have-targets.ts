import type { GraphRule } from '#shared/model/rule';

export const entriesHaveTargets: GraphRule = {
  id: 'check/entries-have-targets',
  title: 'a source of load is connected to something',
  severity: 'info',
  category: 'semantics',
  why: 'The load of an entry that calls nothing appears nowhere in the drawing.',
  source: 'https://docs.aws.amazon.com/lambda/latest/dg/concepts-event-driven-architectures.html',
  asOf: '2026-11-23',
  check({ resources }, report) {
    for (const { id, name, service, config, outbound } of resources) {
      if (service.entryRate(config) === undefined || outbound.length > 0) continue;
      report({ resource: id }, `${name} makes load but calls nothing: connect it to what it calls, or remove it`);
    }
  },
};

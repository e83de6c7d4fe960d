import type { Contract } from '#shared/model/contract';
import type { ConnectionRule } from '#shared/model/rule';
import type { MappingConfig } from '../mapping-config';

export const mappingIsTheOnlyOne: ConnectionRule<MappingConfig, Contract, 'invoke'> = {
  id: 'lambda/mapping-is-the-only-one',
  title: 'a source and a function have one mapping between them',
  severity: 'error',
  category: 'limits',
  why: 'Lambda refuses a second event source mapping of the same source to the same function (409 ResourceConflictException).',
  source: 'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
  asOf: '2026-11-23',
  check({ id, kind, from, to }, report) {
    const first = to.resource.inbound.find(
      (each) => each.kind.id === kind.id && each.from.resource.id === from.resource.id,
    );
    if (!first || first.id === id) return;
    report(
      { connection: id },
      `${from.resource.name} is mapped to ${to.resource.name} already: Lambda refuses a second mapping; remove one of them`,
      { title: 'Remove this mapping', edit: { do: 'disconnect', id } },
    );
  },
};

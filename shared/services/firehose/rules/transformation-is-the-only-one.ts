import type { ConnectionRule } from '#shared/model/rule';
import type { TransformationConfig } from '../destination-config';
import { transformationsOf } from '../outlets';

export const transformationIsTheOnlyOne: ConnectionRule<TransformationConfig, 'deliver-batches', 'invoke'> = {
  id: 'firehose/transformation-is-the-only-one',
  title: 'one function transforms the records of a delivery stream',
  severity: 'error',
  category: 'semantics',
  why: 'A delivery stream has one function that transforms its records. Several steps belong into one function.',
  source: 'https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html',
  asOf: '2026-11-23',
  check({ id, from, to }, report) {
    const [first] = transformationsOf(from.resource);
    if (!first || first.id === id) return;
    report(
      { connection: id },
      `${from.resource.name} gives its records to ${first.to.resource.name} already, so that ${to.resource.name} gets none: do both in one function`,
      { title: 'Remove this connection', edit: { do: 'disconnect', id } },
    );
  },
};

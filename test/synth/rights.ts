/** What roles of functions are allowed in a template, beside what the exporter's parts say that connections allow. */
import { collect } from '#shared/cdk/collect';
import type { Graph } from '#shared/model/graph';
import { statements } from './policies';
import type { Template } from './synthesise';

/** Sentences on roles that may do more, or less, than is stated. */
export function rightsFaults(
  graph: Graph,
  { Resources }: Template,
  constructIds: Readonly<Record<string, string>>,
): readonly string[] {
  const { resources, connections } = collect(graph, undefined);
  return resources.flatMap(({ resource: { id }, code }) => {
    if (code.allows === undefined) return [];
    const stated = new Set([
      ...code.allows,
      ...connections.flatMap(({ code: { allows = [] } }) =>
        [allows].flat().flatMap((each) => (each.resource === id ? each.actions : [])),
      ),
    ]);
    const role = Object.entries(Resources).find(
      ([, { Type, Metadata }]) =>
        Type === 'AWS::IAM::Role' && Metadata?.['aws:cdk:path']?.split('/')[1] === constructIds[id],
    )?.[0];
    const allowed = Object.values(Resources)
      .filter(
        ({ Type, Properties }) =>
          Type.startsWith('AWS::IAM::') && JSON.stringify(Properties?.['Roles'] ?? []).includes(`{"Ref":"${role}"}`),
      )
      .flatMap(({ Properties }) => statements(Properties?.['PolicyDocument']).flatMap(({ Action }) => Action))
      // Who uses what is encrypted may use its key.
      .filter((action) => !action.startsWith('kms:'));
    return [
      ...allowed.filter((action) => !stated.has(action)).map((action) => `${id} may ${action}, which is not stated`),
      ...[...stated].filter((action) => !allowed.includes(action)).map((action) => `${id} may not ${action}`),
    ];
  });
}

import type { ProjectEdit } from '#shared/model/edit';
import type { ConfigSchema } from '#shared/model/field';
import type { Config, Graph } from '#shared/model/graph';

/**
 * Tells whether an edit sets only values that its fields allow. A rule works out what would be needed, which may be
 * more than AWS lets anybody set; then the finding stands without a button.
 */
export function offers(graph: Graph): (edit: ProjectEdit) => boolean {
  const resources = new Map(graph.resources.map(({ id, service }) => [id, service.config]));
  const connections = new Map(graph.connections.map(({ id, kind }) => [id, kind.config]));
  const isPossible = (edit: ProjectEdit): boolean => {
    if (edit.do === 'all') return edit.edits.every(isPossible);
    if (edit.do !== 'set-config' || edit.value === undefined) return true;
    const { target } = edit;
    const schema = 'resource' in target ? resources.get(target.resource) : connections.get(target.connection);
    return schema !== undefined && allows(schema, edit.field, edit.value);
  };
  return isPossible;
}

function allows(schema: ConfigSchema<Config>, field: string, value: unknown): boolean {
  return schema.shape[field]?.safeParse(value).success ?? false;
}

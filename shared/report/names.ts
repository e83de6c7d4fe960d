import type { ProjectDocument } from '#shared/document/schema';
import type { Location } from '#shared/model/finding';

/** What a report calls the things of a drawing: resources by their names, connections by those of their ends. */
export interface Names {
  resource(id: string): string;
  connection(id: string): string;
  /** `billing (visibilityTimeout)`, `billing → charge-card`; `the drawing` for what speaks of no one thing. */
  place(at: Location): string;
}

export function namesIn({ resources, connections }: Pick<ProjectDocument, 'resources' | 'connections'>): Names {
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  const ends = new Map(
    connections.map(({ id, from, to }) => [id, `${names.get(from) ?? from} → ${names.get(to) ?? to}`]),
  );
  const resource = (id: string): string => names.get(id) ?? id;
  const connection = (id: string): string => ends.get(id) ?? id;
  return {
    resource,
    connection,
    place(at) {
      const field = at.field === undefined ? '' : ` (${at.field})`;
      if (at.resource !== undefined) return resource(at.resource) + field;
      if (at.connection !== undefined) return connection(at.connection) + field;
      return at.field ?? 'the drawing';
    },
  };
}

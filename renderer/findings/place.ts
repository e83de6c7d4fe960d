import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';

/** The resource, or the two ends of the connection, that a finding is at. */
export function placeName({ at }: Pick<Finding, 'at'>, document: ProjectDocument | undefined): string {
  const nameOf = (id: string): string => document?.resources.find((resource) => resource.id === id)?.name ?? id;
  const connection = document?.connections.find(({ id }) => id === at.connection);
  if (connection) return `${nameOf(connection.from)} → ${nameOf(connection.to)}`;
  return at.resource === undefined ? 'Whole design' : nameOf(at.resource);
}

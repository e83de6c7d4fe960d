import type { ProjectDocument } from '#shared/document/schema';
import type { Finding } from '#shared/model/finding';
import { byId } from '../project/by-id';

type Drawn = Pick<ProjectDocument, 'resources' | 'connections'>;

/** The resource, or the two ends of the connection, that a finding is at. */
export function placeName({ at }: Pick<Finding, 'at'>, document: Drawn | undefined): string {
  const nameOf = (id: string): string => (document && byId(document.resources).get(id)?.name) ?? id;
  const connection = document && byId(document.connections).get(at.connection ?? '');
  if (connection) return `${nameOf(connection.from)} → ${nameOf(connection.to)}`;
  return at.resource === undefined ? 'Whole design' : nameOf(at.resource);
}

/** The service of the resource, or of the end of the connection that receives, that a finding is at. */
export function placeService({ at }: Pick<Finding, 'at'>, { resources, connections }: Drawn): string | undefined {
  const owner = byId(connections).get(at.connection ?? '')?.to ?? at.resource;
  return byId(resources).get(owner ?? '')?.service;
}

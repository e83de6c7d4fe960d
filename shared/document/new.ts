import { DEFAULT_REGION, FORMAT, type ProjectDocument, SCHEMA_ID } from './schema';

/** A project with nothing in it. */
export function newDocument(name: string, region: string = DEFAULT_REGION): ProjectDocument {
  return {
    $schema: SCHEMA_ID,
    format: FORMAT,
    name,
    account: { region, quotas: {} },
    resources: [],
    connections: [],
    groups: [],
    notes: [],
    scenarios: [],
    assertions: [],
    acknowledged: [],
    layout: {},
  };
}

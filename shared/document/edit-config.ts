import type { ConnectionRecord, ResourceRecord } from '#shared/model/edit';
import type { Config } from '#shared/model/graph';
import type { Registry } from '#shared/model/service';
import { isDefault, isSameJson } from './canonical';
import { catalogueOf } from './catalogue';
import { type Attempt, type Edit, find, isJson, put, Refused } from './edit-result';
import { fieldsOf } from './fields';
import { quote, sayValue } from './say';
import type { ProjectDocument } from './schema';

export function setConfig(
  document: ProjectDocument,
  edit: Edit<'set-config'>,
  registry: Registry | undefined,
): Attempt {
  const { target, field, value } = edit;
  const record =
    'resource' in target ? find(document.resources, target.resource) : find(document.connections, target.connection);
  if (!record) {
    const id = 'resource' in target ? target.resource : target.connection;
    return new Refused(
      `there is no ${'resource' in target ? 'resource' : 'connection'} ${quote(id)} to set ${field} of`,
    );
  }
  if (field === '__proto__') return new Refused(`${quote(field)} cannot be the name of a field`);
  if (value !== undefined && !isJson(value)) {
    return new Refused(`${field} cannot be ${sayValue(value)}: a project file cannot hold that`);
  }
  const before = Object.hasOwn(record.config, field) ? record.config[field] : undefined;
  const after = registry && saysNothing(record, field, value, registry) ? undefined : value;
  const inverse = { do: 'set-config', target, field, ...(before === undefined ? {} : { value: before }) } as const;
  if (isSameJson(before, after)) return { document, inverse };
  const { [field]: _before, ...others } = record.config;
  const config: Config = after === undefined ? others : { ...record.config, [field]: after };
  return { document: withConfig(document, record, config), inverse };
}

function withConfig(
  document: ProjectDocument,
  record: ResourceRecord | ConnectionRecord,
  config: Config,
): ProjectDocument {
  return 'service' in record
    ? { ...document, resources: put(document.resources, { ...record, config }) }
    : { ...document, connections: put(document.connections, { ...record, config }) };
}

/** Whether the field has this value anyhow. */
function saysNothing(
  record: ResourceRecord | ConnectionRecord,
  field: string,
  value: unknown,
  registry: Registry,
): boolean {
  const catalogue = catalogueOf(registry);
  const schema = 'service' in record ? catalogue.service(record.service)?.config : catalogue.kind(record.kind)?.config;
  const described = schema && fieldsOf(schema).get(field);
  return described !== undefined && isDefault(value, described);
}

import type { Location, TextPlace } from '#shared/model/finding';
import { isJsonObject, type JsonPath } from './json';
import { parseJson } from './parse-json';

/** Where a project's text has what a finding speaks of; undefined where it does not have it. */
export function placesIn(text: string): (at: Location) => TextPlace | undefined {
  const parsed = parseJson(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if ('what' in parsed || !isJsonObject(parsed.value)) return () => undefined;
  const root = parsed.value;
  const resources = indexes(root['resources']);
  const connections = indexes(root['connections']);
  return ({ resource, connection, field }) => {
    const path =
      resource === undefined && connection === undefined
        ? accountPath(root, field)
        : itemPath(
            resource === undefined ? 'connections' : 'resources',
            resource === undefined ? connections.get(connection ?? '') : resources.get(resource),
            field,
          );
    return path && parsed.placeOf(path);
  };
}

function accountPath(root: object, field: string | undefined): JsonPath | undefined {
  if (field === undefined) return undefined;
  return Object.hasOwn(root, 'account') ? ['account', 'quotas', field] : undefined;
}

function itemPath(list: string, index: number | undefined, field: string | undefined): JsonPath | undefined {
  if (index === undefined) return undefined;
  return field === undefined ? [list, index] : [list, index, 'config', field];
}

/** Ids to the first item that has each. */
function indexes(list: unknown): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  if (!Array.isArray(list)) return found;
  list.forEach((item: unknown, index) => {
    const id = isJsonObject(item) ? item['id'] : undefined;
    if (typeof id === 'string' && !found.has(id)) found.set(id, index);
  });
  return found;
}

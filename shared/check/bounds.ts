import { describeFields } from '#shared/model/field';
import type { Resource } from '#shared/model/graph';

/** The largest value that a field of a resource can be set to; undefined where the service has no such field. */
export function fieldMaximum({ service }: Resource, field: string): number | undefined {
  return describeFields(service.config).find(({ name }) => name === field)?.max;
}

/** What can go wrong where, as the services say it of themselves. */
import type { ResourceRecord } from '#shared/model/edit';
import type { Reactions, Registry } from '#shared/model/service';
import { resolveConfig } from './resolve-config';
import type { Failure } from './scenario';

const NONE: Reactions = { failures: [], quotas: [] };

/** What a resource reacts to; nothing where its service is not known. */
export function reactionsOf({ id, name, service, config }: ResourceRecord, registry: Registry): Reactions {
  const known = registry.find((each) => each.id === service);
  if (!known?.reactions) return NONE;
  return known.reactions(resolveConfig(config, known.config, { target: { resource: id }, name }).config);
}

/** Whether a failure of this kind changes anything at the resource. A kick is load, and comes at every entry. */
export function reactsTo(kind: Failure['kind'], { failures, quotas }: Reactions): boolean {
  if (kind === 'kick') return true;
  return kind === 'quota-cut' ? quotas.length > 0 : failures.includes(kind);
}

import { isJsonObject } from './json';
import type { Notes } from './notes';
import type { Reading } from './read-list';
import { problemOf, sayValue } from './say';
import { accountSchema, DEFAULT_REGION, type ProjectAccount } from './schema';

export function readAccount({ json, notes }: Reading): ProjectAccount {
  const raw = json['account'];
  if (raw !== undefined && !isJsonObject(raw)) {
    notes.loses();
    notes.at(['account'], 'has-its-shape', `must be an object but is ${sayValue(raw)}: the default account counts`);
  }
  const account = isJsonObject(raw) ? raw : {};
  const fallback = { region: DEFAULT_REGION, quotas: {}, freeTier: false };
  const good: Record<string, unknown> = { ...fallback, ...account };
  for (const field of ['region', 'freeTier'] as const) {
    const parsed = accountSchema.shape[field].safeParse(account[field]);
    if (parsed.success) continue;
    notes.loses();
    const what = `${problemOf(parsed.error, account[field]).what}: ${String(fallback[field])} counts instead`;
    notes.at(['account', field], 'has-its-shape', what);
    good[field] = fallback[field];
  }
  good['quotas'] = readQuotas(account['quotas'], notes);
  if (good['freeTier'] === false) delete good['freeTier'];
  return good as unknown as ProjectAccount;
}

function readQuotas(raw: unknown, notes: Notes): Record<string, number> {
  if (raw === undefined) return {};
  const refuse = (path: string[], what: string): void => {
    notes.loses();
    notes.at(path, 'has-its-shape', `${what}: AWS’s default counts`);
  };
  if (!isJsonObject(raw)) {
    refuse(['account', 'quotas'], `must be an object but is ${sayValue(raw)}`);
    return {};
  }
  const kept = Object.entries(raw).filter(([id, value]) => {
    if (typeof value === 'number' && value >= 0) return true;
    refuse(['account', 'quotas', id], `must be a number of 0 or more but is ${sayValue(value)}`);
    return false;
  });
  return Object.fromEntries(kept) as Record<string, number>;
}

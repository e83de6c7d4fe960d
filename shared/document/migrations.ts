/**
 * Migrations bring a file from an older format to the present one, one step at a time. A step is published for ever:
 * it is never changed, renumbered or taken out, because files that need it may turn up at any time.
 */
import type { JsonObject } from './json';

export interface Migration {
  /** The format that it makes, from the one before. */
  readonly to: number;
  /** What it does, in kebab case: `split-batching-window`. */
  readonly name: string;
  /** Makes the new JSON and leaves the old as it was. May throw on content that it cannot understand. */
  up(json: JsonObject): JsonObject;
}

/** Format 1 is the first that was published: nothing leads to it. */
export const MIGRATIONS: readonly Migration[] = [];

export type Migrated =
  | { readonly outcome: 'ready'; readonly json: JsonObject; readonly applied: readonly string[] }
  | { readonly outcome: 'too-new'; readonly format: number }
  | { readonly outcome: 'too-old'; readonly format: number; readonly oldest: number }
  | { readonly outcome: 'failed'; readonly migration: string; readonly why: string };

/** Brings JSON of a stated format to format `current`. `migrations` must be numbered without a gap up to it. */
export function migrate(
  json: JsonObject,
  format: number,
  current: number,
  migrations: readonly Migration[] = MIGRATIONS,
): Migrated {
  assertSequence(migrations, current);
  if (format > current) return { outcome: 'too-new', format };
  const oldest = current - migrations.length;
  if (format < oldest) return { outcome: 'too-old', format, oldest };
  let migrated = json;
  const applied: string[] = [];
  for (const migration of migrations.slice(format - oldest)) {
    try {
      migrated = { ...migration.up(migrated), format: migration.to };
    } catch (error) {
      return {
        outcome: 'failed',
        migration: migration.name,
        why: error instanceof Error ? error.message : String(error),
      };
    }
    applied.push(migration.name);
  }
  return { outcome: 'ready', json: migrated, applied };
}

function assertSequence(migrations: readonly Migration[], current: number): void {
  migrations.forEach(({ to, name }, index) => {
    const due = current - migrations.length + 1 + index;
    if (to !== due) throw new Error(`migration ${name} is numbered ${to} where ${due} is due`);
  });
  const names = new Set(migrations.map(({ name }) => name));
  if (names.size !== migrations.length) throw new Error(`two migrations have one name: ${[...names].join(', ')}`);
}

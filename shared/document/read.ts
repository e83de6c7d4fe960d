/**
 * Reads a project file. Never throws: what can be read is kept, what cannot is carried along and written back, and a
 * file that would be damaged by that is refused. What stands wrong in the document afterwards (an unknown service, a
 * value out of bounds) is found by `resolve`, again and again until it is mended.
 */
import type { Finding } from '#shared/model/finding';
import type { Registry } from '#shared/model/service';
import { isJsonObject, type JsonObject } from './json';
import { type Migration, migrate, MIGRATIONS } from './migrations';
import { Notes } from './notes';
import { type JsonFault, type ParsedJson, parseJson } from './parse-json';
import { readSections } from './read-sections';
import type { DocumentRuleName } from './rules';
import { sayNumber, sayValue } from './say';
import { FORMAT, type ProjectDocument } from './schema';

/** Characters; bytes for all that is ASCII. A project of 10,000 resources has about 3 million. */
export const MAX_CHARACTERS = 20_000_000;

export interface ReadDocument {
  /** Undefined where the text is no project that this build can read. */
  readonly document: ProjectDocument | undefined;
  readonly findings: readonly Finding[];
  /** False where something of the file is not in the document, so that saving over the file would lose it. */
  readonly complete: boolean;
  /** Names of the migrations that were applied: the file is older than this build. */
  readonly migrated: readonly string[];
}

export interface ReadOptions {
  readonly migrations?: readonly Migration[];
}

export function readDocument(text: string, registry: Registry, options: ReadOptions = {}): ReadDocument {
  if (text.length > MAX_CHARACTERS) {
    const size = `${sayNumber(text.length)} characters, more than the ${sayNumber(MAX_CHARACTERS)} that are read`;
    return refused(
      'fits-in-memory',
      `the file has ${size}: it is not a project, or it holds something that belongs elsewhere`,
    );
  }
  const parsed = parseJson(text.startsWith('\uFEFF') ? text.slice(1) : text);
  if ('what' in parsed) return refused('is-json', sayFault(parsed, text), parsed);
  if (!isProject(parsed.value)) {
    const hint = 'a project has at least "format": 1 and a list of "resources"';
    return refused('is-a-project', `the file is JSON but no Spillway project: ${hint}`);
  }
  return readProject(parsed, parsed.value, registry, options.migrations ?? MIGRATIONS);
}

function readProject(
  parsed: ParsedJson,
  json: JsonObject,
  registry: Registry,
  migrations: readonly Migration[],
): ReadDocument {
  const format = json['format'] ?? FORMAT;
  if (typeof format !== 'number' || !Number.isInteger(format) || format < 0) {
    return refused(
      'format-is-known',
      `format must be a whole number but is ${sayValue(format)}: set "format": ${FORMAT}`,
    );
  }
  const migrated = migrate(json, format, FORMAT, migrations);
  if (migrated.outcome === 'too-new') {
    const reads = `this one reads up to format ${FORMAT}`;
    const what = `the file was saved by a newer Spillway (format ${sayNumber(format)}; ${reads})`;
    return refused('format-is-known', `${what}: open it with that version; it has not been changed`);
  }
  if (migrated.outcome === 'too-old') {
    return refused('format-is-known', `format ${format} was never published: set "format": ${migrated.oldest}`);
  }
  if (migrated.outcome === 'failed') {
    const step = `${migrated.migration}: ${migrated.why}`;
    return refused(
      'migrates',
      `the file has format ${format} and cannot be brought to ${FORMAT} (${step}); it has not been changed`,
    );
  }
  // After a migration paths no longer lead to the places where the text has them.
  const notes = new Notes((path) => (migrated.applied.length > 0 ? undefined : parsed.placeOf(path)));
  noteOddities(parsed, notes);
  if (json['format'] === undefined) {
    notes.at([], 'states-its-format', `states no format: it is read as format ${FORMAT}`);
  }
  const document = readSections(migrated.json, registry, notes);
  return { document, findings: notes.findings(), complete: notes.complete, migrated: migrated.applied };
}

function isProject(value: unknown): value is JsonObject {
  return isJsonObject(value) && (Object.hasOwn(value, 'format') || Array.isArray(value['resources']));
}

function noteOddities({ oddities }: ParsedJson, notes: Notes): void {
  for (const { kind, key, place } of oddities) {
    const where = `line ${place.line}, column ${place.column}`;
    notes.loses();
    if (kind === 'twice') {
      notes.add('keys-are-unique', `"${key}" comes twice in one object (${where}): only the last counts`, place);
    } else if (kind === 'reserved') {
      notes.add('keys-are-harmless', `"${key}" (${where}) cannot be a key: it and its value are left out`, place);
    } else {
      const what = `${key} (${where}) is beyond what a number can hold: it is kept as a text`;
      notes.add('numbers-are-finite', what, place);
    }
  }
}

function sayFault({ place, what }: JsonFault, text: string): string {
  if (text.trim() === '') return 'the file is empty: it was perhaps cut off while it was saved';
  const where = `line ${place.line}, column ${place.column}`;
  const mark = /^(?:<{7}|={7}|>{7})(?: |\r?$)/m.exec(text);
  if (mark) return `the file holds the marks of a merge that was not finished (${where}): resolve it in the text first`;
  return `the file is not JSON: ${what} (${where})`;
}

function refused(rule: DocumentRuleName, message: string, fault?: JsonFault): ReadDocument {
  const notes = new Notes(() => undefined);
  notes.add(rule, message, fault?.place);
  return { document: undefined, findings: notes.findings(), complete: false, migrated: [] };
}

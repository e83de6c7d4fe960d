/** Event patterns and input templates as they are written in the drawing. */

type Json = Readonly<Record<string, unknown>>;

/** Fields of every event (eb-events-structure, 2026-11-23). */
const FIELDS: ReadonlySet<string> = new Set([
  'version',
  'id',
  'detail-type',
  'source',
  'account',
  'time',
  'region',
  'resources',
  'detail',
]);

/** The pattern, or what is wrong with it as a sentence. Empty text is the pattern that states nothing. */
export function readPattern(text: string): { readonly pattern: Json } | { readonly fault: string } {
  if (text.trim() === '') return { pattern: {} };
  const pattern = parsed(text);
  if (!pattern) {
    return {
      fault: 'the event pattern is not a JSON object, and EventBridge refuses it: write it like {"source": ["orders"]}',
    };
  }
  const fields = Object.entries(pattern);
  if (fields.length === 0) return { fault: 'the event pattern is empty, and EventBridge refuses it: name a field' };
  const [unknown] = fields.find(([field]) => !FIELDS.has(field)) ?? [];
  if (unknown !== undefined) {
    return { fault: `the event pattern’s ${unknown} is no field of an event: put it inside detail` };
  }
  const loose = fields.map(([field, value]) => looseField(field, value)).find((field) => field !== undefined);
  return loose === undefined
    ? { pattern }
    : { fault: `the event pattern’s ${loose} is not a list, which EventBridge asks for: put its value in brackets` };
}

/** The first field whose value is neither a list nor, in `detail`, an object of such. `$or` holds a list of objects. */
function looseField(field: string, value: unknown): string | undefined {
  if (Array.isArray(value)) return undefined;
  if (!isObject(value) || !field.startsWith('detail') || field === 'detail-type') return field;
  return Object.entries(value)
    .map(([name, inner]) => looseField(`${field}.${name}`, inner))
    .find((each) => each !== undefined);
}

/** The template of an input of one's own; undefined where it is not a JSON object. */
export function readInput(text: string): Json | undefined {
  return parsed(text);
}

function parsed(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // Not JSON at all.
    return undefined;
  }
}

function isObject(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

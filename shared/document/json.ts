/** Deeper than any project; all that walk a document afterwards may recurse. */
export const MAX_DEPTH = 64;

export type JsonPath = readonly (string | number)[];
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

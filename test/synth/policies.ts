/** What a policy in a template allows. */
export type Statement = {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
};

export function statements(document: unknown): readonly Statement[] {
  return (document as { Statement?: readonly Statement[] } | undefined)?.Statement ?? [];
}

export function allows(document: unknown, action: string, on: unknown): boolean {
  return statements(document).some(
    (statement) =>
      [statement.Action].flat().includes(action) && [statement.Resource].flat().some((resource) => same(resource, on)),
  );
}

export const mentions = (value: unknown, text: string): boolean => JSON.stringify(value ?? null).includes(text);

/** The same JSON, whatever the order of names; what is undefined is not there. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [a, b] as [Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>];
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => same(one[name], other[name]));
}

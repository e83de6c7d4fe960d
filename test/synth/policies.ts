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
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

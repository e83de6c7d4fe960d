/** Records of a document by their ids. Lists of a document never change: a change makes another list. */
export function byId<T extends { readonly id: string }>(records: readonly T[]): ReadonlyMap<string, T> {
  // What was made of this list is of its type.
  let index = indices.get(records) as ReadonlyMap<string, T> | undefined;
  if (!index) {
    index = new Map(records.map((record) => [record.id, record]));
    indices.set(records, index);
  }
  return index;
}

const indices = new WeakMap<readonly object[], ReadonlyMap<string, object>>();

/** Edits that rules offer. */
import type { ConnectionRecord, ProjectEdit, ResourceRecord } from './edit';
import type { Remedy } from './finding';

export type Target = { readonly resource: string } | { readonly connection: string };

/** Sets one field; `undefined` takes it back to its default. */
export function setting(target: Target, field: string, value: unknown): ProjectEdit {
  return { do: 'set-config', target, field, ...(value === undefined ? {} : { value }) };
}

export function set(title: string, target: Target, field: string, value: unknown): Remedy {
  return { title, edit: setting(target, field, value) };
}

/** Several edits as one step. */
export function together(title: string, ...edits: readonly ProjectEdit[]): Remedy {
  return { title, edit: { do: 'all', title, edits } };
}

interface Taken {
  readonly hasResource: (id: string) => boolean;
  readonly hasConnection: (id: string) => boolean;
}

/** Adds a resource and connects one that exists to it; both ids are free in the drawing. */
export function addBehind(
  title: string,
  addition: {
    readonly from: string;
    readonly kind: string;
    readonly resource: Omit<ResourceRecord, 'name'>;
    readonly config?: ConnectionRecord['config'];
  },
  taken: Taken,
): Remedy {
  const { from, kind, config = {} } = addition;
  const id = free(addition.resource.id, (each) => taken.hasResource(each));
  const connection = free(`${from}--${id}`, (each) => taken.hasConnection(each));
  return together(
    title,
    { do: 'add-resource', resource: { ...addition.resource, id, name: id } },
    { do: 'connect', connection: { id: connection, kind, from, to: id, config } },
  );
}

function free(wanted: string, isTaken: (id: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  for (let count = 2; ; count += 1) if (!isTaken(`${wanted}-${count}`)) return `${wanted}-${count}`;
}

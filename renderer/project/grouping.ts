/** Groups as a person makes, changes and dissolves them. */
import { groupId } from '#shared/document/ids';
import type { ProjectDocument } from '#shared/document/schema';
import type { GroupRecord, Position, ProjectEdit } from '#shared/model/edit';
import { canvasPlaces, groupAt } from '#shared/picture/frames';
import { counted } from '../design/format';
import { freshName } from './names';
import { select, type Selection, useSelection } from './selection';
import { currentDocument, dispatch } from './store';

/** Puts what is selected into a new group and asks for its name. Groups among it are merged into the new one. */
export function groupSelection(): void {
  const document = currentDocument();
  const made = groupingOf(document, useSelection.getState());
  if (!made) return;
  dispatch(made.edit);
  select({ groups: [made.id] });
  useSelection.setState({ renaming: made.id });
}

export function groupingOf(
  document: ProjectDocument,
  { resources, groups }: Pick<Selection, 'resources' | 'groups'>,
): { readonly edit: ProjectEdit; readonly id: string } | undefined {
  const merged = document.groups.filter(({ id }) => groups.includes(id));
  const members = [...new Set([...resources, ...merged.flatMap((group) => group.members)])];
  if (members.length === 0) return undefined;
  const names = document.groups.map(({ name }) => name);
  const taken = [...document.resources, ...document.groups, ...document.notes].map(({ id }) => id);
  const name = freshName('Group', names);
  const id = groupId(name, taken);
  const edits: ProjectEdit[] = [
    ...merged.map((group): ProjectEdit => ({ do: 'remove-group', id: group.id })),
    ...leaving(
      document.groups.filter((group) => !merged.includes(group)),
      members,
    ),
    { do: 'put-group', group: { id, name, members } },
  ];
  return { edit: { do: 'all', title: `Group ${counted(members.length, 'resource')}`, edits }, id };
}

/** Dissolves the selected groups; of resources alone, takes them out of theirs. */
export function ungroupSelection(): void {
  const edit = ungroupingOf(currentDocument(), useSelection.getState());
  if (!edit) return;
  const { groups, resources } = useSelection.getState();
  const freed = currentDocument().groups.filter(({ id }) => groups.includes(id));
  dispatch(edit);
  select({ resources: [...new Set([...resources, ...freed.flatMap(({ members }) => members)])] });
}

export function ungroupingOf(
  document: ProjectDocument,
  { resources, groups }: Pick<Selection, 'resources' | 'groups'>,
): ProjectEdit | undefined {
  const chosen = document.groups.filter(({ id }) => groups.includes(id));
  if (chosen.length > 0) {
    const edits = chosen.map(({ id }): ProjectEdit => ({ do: 'remove-group', id }));
    const title = chosen.length === 1 ? `Ungroup ${chosen[0]?.name}` : `Ungroup ${counted(chosen.length, 'group')}`;
    return { do: 'all', title, edits };
  }
  const edits = leaving(document.groups, resources);
  if (edits.length === 0) return undefined;
  return { do: 'all', title: `Take ${counted(resources.length, 'resource')} out of the group`, edits };
}

/** The groups without some resources. One in which nothing is left goes. */
function leaving(groups: readonly GroupRecord[], resources: readonly string[]): readonly ProjectEdit[] {
  const gone = new Set(resources);
  return groups.flatMap((group): ProjectEdit[] => {
    const members = group.members.filter((member) => !gone.has(member));
    if (members.length === group.members.length) return [];
    return members.length === 0
      ? [{ do: 'remove-group', id: group.id }]
      : [{ do: 'put-group', group: { ...group, members } }];
  });
}

/** What a card that was put at a place joins and leaves: the frame that its middle is in decides. */
export function joining(document: ProjectDocument, resource: string, at: Position): readonly ProjectEdit[] {
  const from = document.groups.find(({ members }) => members.includes(resource));
  const to = document.groups.find(({ id }) => id === groupAt(document, at));
  if (from === to) return [];
  return [
    ...(from ? leaving([from], [resource]) : []),
    ...(to ? [{ do: 'put-group', group: { ...to, members: [...to.members, resource] } } as const] : []),
  ];
}

/** The selected groups, or those of the selected resources. */
export function chosenGroups(document: ProjectDocument, { resources, groups }: Selection): readonly GroupRecord[] {
  return document.groups.filter(
    ({ id, members }) => groups.includes(id) || (groups.length === 0 && members.some((m) => resources.includes(m))),
  );
}

/** Shows groups as one card each, or with their members again: collapsed if any of them is open. */
export function foldSelection(): void {
  const document = currentDocument();
  const chosen = chosenGroups(document, useSelection.getState());
  const isAnyOpen = chosen.some(({ id }) => document.layout[id]?.collapsed !== true);
  fold(
    chosen.map(({ id }) => id),
    isAnyOpen,
  );
}

export function fold(ids: readonly string[], isCollapsed: boolean): void {
  const document = currentDocument();
  const places = canvasPlaces(document);
  const positions = Object.fromEntries(
    ids.flatMap((id) => {
      const place = places.get(id);
      if (!place) return [];
      const { collapsed: _before, ...frame } = place;
      return [[id, isCollapsed ? { ...frame, collapsed: true as const } : frame]];
    }),
  );
  if (ids.length === 0) return;
  const names = document.groups.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  const what = names.length === 1 ? (names[0] ?? '') : counted(names.length, 'group');
  dispatch({ do: 'move', positions }, { title: `${isCollapsed ? 'Collapse' : 'Expand'} ${what}` });
  select({ groups: ids });
}

export function renameGroup(id: string, name: string): ProjectEdit {
  const group = currentDocument().groups.find((each) => each.id === id);
  if (!group) throw new Error(`group ${id} is not in the document`);
  return { do: 'put-group', group: { ...group, name } };
}

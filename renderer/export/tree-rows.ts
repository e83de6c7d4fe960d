/** The files of the app as rows of a tree: two groups by owner, in them folders by their whole path, then files. */
import type { GeneratedFile } from './messages';

export interface TreeRow {
  /** Of a file its path. */
  readonly id: string;
  readonly title: string;
  readonly level: 1 | 2 | 3;
  readonly parent: string | undefined;
  /** Undefined for a file. */
  readonly isFolded?: boolean;
}

const GROUPS = [
  { owner: 'generated', id: 'group:generated', title: 'Renewed by each export' },
  { owner: 'person', id: 'group:person', title: 'Yours: edits stay' },
] as const;

/** Only the rows that are not folded away. */
export function treeRows(files: readonly GeneratedFile[], folded: ReadonlySet<string>): readonly TreeRow[] {
  return GROUPS.flatMap(({ owner, id, title }): readonly TreeRow[] => {
    const own = files.filter((file) => file.owner === owner).map(({ path }) => path);
    if (own.length === 0) return [];
    const isFolded = folded.has(id);
    const head: TreeRow = { id, title, level: 1, parent: undefined, isFolded };
    return isFolded ? [head] : [head, ...folderRows(own, id, folded)];
  });
}

function folderRows(paths: readonly string[], group: string, folded: ReadonlySet<string>): readonly TreeRow[] {
  const folders = new Map<string, string[]>();
  for (const path of paths) {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), path]);
  }
  const inOrder = [...folders].toSorted(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a < b ? -1 : 1));
  return inOrder.flatMap(([folder, members]): readonly TreeRow[] => {
    if (folder === '') return members.map((path) => ({ id: path, title: path, level: 2, parent: group }));
    const id = `${group}/${folder}`;
    const isFolded = folded.has(id);
    const head: TreeRow = { id, title: folder.slice(0, -1), level: 2, parent: group, isFolded };
    if (isFolded) return [head];
    return [
      head,
      ...members.map((path): TreeRow => ({ id: path, title: path.slice(folder.length), level: 3, parent: id })),
    ];
  });
}

import { ChevronDown, ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { GeneratedFile } from './messages';
import { setFolded, showFile, useCode } from './store';
import type { FileChange } from './target';
import { type TreeRow, treeRows } from './tree-rows';

interface FileTreeProps {
  readonly files: readonly GeneratedFile[];
  /** Path of the file that is shown. */
  readonly shown: string;
  /** Paths of files that speak of what is selected on the canvas. */
  readonly named: ReadonlySet<string>;
  /** What an export would do to the folder, where one is known. */
  readonly changes: ReadonlyMap<string, FileChange> | undefined;
}

/** The files, moved through by arrow keys as trees are: left and right fold, Enter shows. */
export function FileTree({ files, shown, named, changes }: FileTreeProps) {
  const folded = useCode((state) => state.folded);
  const rows = useMemo(() => treeRows(files, folded), [files, folded]);
  const tree = useRef<HTMLDivElement>(null);
  const [cursor, setCursor] = useState(shown);
  // The row that Tab leads to: where the cursor was, else the file that is shown, else the first.
  const stop = [cursor, shown].find((id) => rows.some((row) => row.id === id)) ?? rows[0]?.id;
  const go = (row: TreeRow | undefined): void => {
    if (!row) return;
    setCursor(row.id);
    tree.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`)?.focus();
  };
  const activate = (row: TreeRow): void => {
    setCursor(row.id);
    if (row.isFolded === undefined) showFile(row.id);
    else setFolded(row.id, !row.isFolded);
  };
  const press = (event: KeyboardEvent): void => {
    const at = rows.findIndex(({ id }) => id === stop);
    const row = rows[at];
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keyAction(event.key, rows, at, row);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'activate') activate(row);
    else if (act === 'fold' || act === 'unfold') setFolded(row.id, act === 'fold');
    else go(act);
  };
  return (
    // The keys are those of the row that has the focus.
    <div
      ref={tree}
      className="file-tree scroll"
      role="tree"
      aria-label="Files of the CDK app"
      tabIndex={-1}
      onKeyDown={press}
    >
      {rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          isShown={row.id === shown}
          isNamed={named.has(row.id)}
          word={CHANGE_WORDS[changes?.get(row.id)?.change ?? 'same']}
          isStop={row.id === stop}
          onActivate={activate}
        />
      ))}
    </div>
  );
}

/** What the next export does to a file. The person's files stay: what a fresh one would say can be read there. */
const CHANGE_WORDS: Readonly<Record<FileChange['change'], string>> = {
  new: 'new',
  renewed: 'changed',
  removed: 'removed',
  edited: 'edited',
  kept: '',
  same: '',
};

interface RowProps {
  readonly row: TreeRow;
  readonly isShown: boolean;
  readonly isNamed: boolean;
  /** What the next export does to it; empty where nothing. */
  readonly word: string;
  readonly isStop: boolean;
  onActivate(row: TreeRow): void;
}

function Row({ row, isShown, isNamed, word, isStop, onActivate }: RowProps) {
  const { id, title, level, isFolded } = row;
  const isFile = isFolded === undefined;
  return (
    // Enter and Space are the tree's.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="treeitem"
      className={`file-tree__row file-tree__row--${level} ${isShown ? 'file-tree__row--shown' : ''}`}
      data-row={id}
      aria-level={level}
      aria-selected={isFile ? isShown : undefined}
      aria-expanded={isFile ? undefined : !isFolded}
      tabIndex={isStop ? 0 : -1}
      title={isFile ? id : title}
      onClick={() => onActivate(row)}
    >
      {!isFile &&
        (isFolded ? <ChevronRight size={12} aria-hidden="true" /> : <ChevronDown size={12} aria-hidden="true" />)}
      <span className="file-tree__title">{title}</span>
      {word !== '' && <span className={`file-tree__word file-tree__word--${word}`}>{word}</span>}
      {isNamed && (
        <span className="file-tree__mark">
          <span className="spoken-only">, speaks of what is selected</span>
        </span>
      )}
    </div>
  );
}

/** What a key does: a row to go to, or an act on the row. */
function keyAction(
  key: string,
  rows: readonly TreeRow[],
  at: number,
  { isFolded, parent }: TreeRow,
): TreeRow | 'activate' | 'fold' | 'unfold' | undefined {
  switch (key) {
    case 'ArrowDown':
      return rows[at + 1];
    case 'ArrowUp':
      return rows[at - 1];
    case 'Home':
      return rows[0];
    case 'End':
      return rows.at(-1);
    case 'ArrowRight':
      return isFolded === true ? 'unfold' : isFolded === false ? rows[at + 1] : undefined;
    case 'ArrowLeft':
      return isFolded === false ? 'fold' : rows.find(({ id }) => id === parent);
    case 'Enter':
    case ' ':
      return 'activate';
    default:
      return undefined;
  }
}

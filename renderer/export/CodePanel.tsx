import { Download } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import { keysOf, runCommand } from '../app/commands';
import { counted } from '../design/format';
import { Tip } from '../design/Tip';
import { documentOf, useProject } from '../project/store';
import { Blocked } from './Blocked';
import { CodeView } from './CodeView';
import { FileTree } from './FileTree';
import type { Generated, GeneratedFile } from './messages';
import { type Selected, stackPath, useSelected } from './selected';
import { StacksField } from './StacksField';
import { showFile, useFollowedCode } from './store';
import { type FileChange, forgetTarget, useChanges, useTarget } from './target';
import './code-panel.css';

/** The CDK app that the drawing becomes, file by file. What is selected on the canvas is marked in it. */
export function CodePanel() {
  const { generated, isWorking, trouble, path } = useFollowedCode();
  const document = useProject(documentOf);
  const selected = useSelected(generated, document);
  if (!document) return null;
  if (!generated) {
    return trouble === undefined ? (
      <div className="empty" role="status">
        Writing the CDK app…
      </div>
    ) : (
      <div className="empty" role="alert">
        <strong>The code cannot be shown</strong>
        <span className="text">{trouble}</span>
      </div>
    );
  }
  const stacks = <StacksField generated={generated} document={document} />;
  if (generated.blocked.length > 0) {
    return (
      <Blocked findings={generated.blocked} document={document}>
        {stacks}
      </Blocked>
    );
  }
  const note = trouble ?? (isWorking ? 'Writing…' : '');
  return (
    <Files generated={generated} selected={selected} wanted={path} note={note}>
      {stacks}
    </Files>
  );
}

interface FilesProps {
  readonly generated: Generated;
  readonly selected: Selected | undefined;
  readonly wanted: string | undefined;
  readonly note: string;
  readonly children: ReactNode;
}

function Files({ generated, selected, wanted, note, children }: FilesProps) {
  const changes = useChanges(generated);
  const folder = useTarget(({ target }) => target?.folder ?? undefined);
  const files = useMemo(() => [...generated.files, ...removedFiles(changes)], [generated.files, changes]);
  const named = useMemo(
    () => new Set(selected ? files.filter((file) => isAbout(file, selected)).map((file) => file.path) : []),
    // What is selected is told by its id: the rest follows from the files.
    // oxlint-disable-next-line react/exhaustive-deps
    [files, selected?.id],
  );
  const chosen = wanted ?? stackPath(generated);
  const file =
    files.find(({ path }) => path === chosen) ?? files.find(({ path }) => path === stackPath(generated)) ?? files[0];
  const isSilent = selected !== undefined && file !== undefined && !named.has(file.path);
  const before = useRef(selected?.id);
  useEffect(() => {
    // Selecting what the shown file does not speak of leads to where it is made.
    if (isSilent && before.current !== selected?.id) showFile(stackPath(generated, selected));
    before.current = selected?.id;
    // What is selected is told by its id.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [isSilent, selected?.id, generated]);
  if (!file) return null;
  return (
    <div className="code">
      <div className="code__side">
        <FileTree files={files} shown={file.path} named={named} changes={changes} />
        {children}
        {folder !== undefined && <Folder folder={folder} changes={changes} />}
        <footer className="code__foot">
          <span className="dim num" role="status">
            {note || counted(generated.files.length, 'file')}
          </span>
          <Tip text="Figures and alarms are those of the load as drawn" keys={keysOf('file.export-cdk')} side="top">
            <button type="button" className="button button--small" onClick={() => runCommand('file.export-cdk')}>
              <Download size={13} aria-hidden="true" />
              Export
            </button>
          </Tip>
        </footer>
      </div>
      <CodeView key={file.path} file={file} selected={selected} change={changes?.get(file.path)} />
    </div>
  );
}

interface FolderProps {
  readonly folder: string;
  readonly changes: ReadonlyMap<string, FileChange> | undefined;
}

/** Where the next export goes, and whether there is anything for it to do. */
function Folder({ folder, changes }: FolderProps) {
  const differing = [...(changes?.values() ?? [])].filter(({ change }) => change !== 'same' && change !== 'kept');
  return (
    <div className="code__folder">
      <span className="code__folder-name" title={folder}>
        Into {folder.split(/[\\/]/).at(-1)}
      </span>
      <span className="dim num">{differing.length === 0 ? 'up to date' : `${differing.length} to change`}</span>
      <button type="button" className="link" onClick={forgetTarget}>
        Forget
      </button>
    </div>
  );
}

/** Generated files of the last export that the drawing has no more need of. */
function removedFiles(changes: ReadonlyMap<string, FileChange> | undefined): readonly GeneratedFile[] {
  return [...(changes?.values() ?? [])]
    .filter(({ change }) => change === 'removed')
    .map(({ path }) => ({ path, text: '', owner: 'generated' }));
}

const isAbout = ({ path, text }: Generated['files'][number], { sources, passagesIn }: Selected): boolean =>
  (sources !== undefined && `/${path}`.includes(`/handlers${sources}`)) ||
  (path.endsWith('.ts') && passagesIn(text).all.length > 0);

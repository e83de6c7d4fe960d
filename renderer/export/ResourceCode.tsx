import { setView } from '../app/view';
import { documentOf, useProject } from '../project/store';
import { CodeLines } from './CodeLines';
import type { GeneratedFile } from './messages';
import { selectedResource, stackPath } from './selected';
import { showFile, useFollowedCode } from './store';
import './code-panel.css';

/** The lines of the CDK app that one resource becomes. */
export function ResourceCode({ resource }: { readonly resource: string }) {
  const { generated, trouble } = useFollowedCode();
  const document = useProject(documentOf);
  if (!generated) return <p className="inspector__nothing dim">{trouble ?? 'Writing the CDK app…'}</p>;
  if (generated.blocked.length > 0) {
    return (
      <p className="inspector__nothing dim">
        There is no code while errors stand. <OpenFile title="See what stops the export" />
      </p>
    );
  }
  const selected = selectedResource(resource, generated, document);
  if (!selected) return <p className="inspector__nothing dim">It stands for what is outside: it becomes no code.</p>;
  const stack = generated.files.find(({ path }) => path === stackPath(generated, selected));
  const main = stack && selected.passagesIn(stack.text).main;
  const sources = generated.files.filter(({ path }) => `/${path}`.includes(`/handlers${selected.sources}`));
  return (
    <>
      {stack && main && <Excerpt file={stack} from={main.from} to={main.to} />}
      {sources.map((file) => (
        <Excerpt key={file.path} file={file} from={0} to={file.text.trimEnd().split('\n').length - 1} />
      ))}
    </>
  );
}

interface ExcerptProps {
  readonly file: GeneratedFile;
  readonly from: number;
  readonly to: number;
}

function Excerpt({ file: { path, text, owner }, from, to }: ExcerptProps) {
  const lines = text.split('\n').slice(from, to + 1);
  const depth = Math.min(
    ...lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length),
  );
  return (
    <section className="section code-excerpt" aria-label={path}>
      <p className="code-excerpt__head">
        <OpenFile path={path} title={path.slice(path.lastIndexOf('/') + 1)} />
        <span className="dim">{owner === 'generated' ? 'generated' : 'yours'}</span>
      </p>
      {/* What scrolls can be reached by key. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="code-excerpt__text scroll" role="region" aria-label={`Lines of ${path}`} tabIndex={0}>
        <CodeLines path={path} text={lines.map((line) => line.slice(depth)).join('\n')} marked={[]} first={from + 1} />
      </div>
    </section>
  );
}

function OpenFile({ path, title }: { readonly path?: string; readonly title: string }) {
  return (
    <button
      type="button"
      className="link"
      title={path}
      onClick={() => {
        if (path !== undefined) showFile(path);
        setView({ bottomTab: 'code', showsBottom: true });
      }}
    >
      {title}
    </button>
  );
}

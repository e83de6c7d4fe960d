import { ChevronDown, Copy } from 'lucide-react';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { tell } from '../app/notices';
import { counted } from '../design/format';
import { CodeLines, LINE_HEIGHT } from './CodeLines';
import { DifferenceLines } from './DifferenceLines';
import type { GeneratedFile } from './messages';
import type { Passage } from './passages';
import type { Selected } from './selected';
import type { FileChange } from './target';

interface CodeViewProps {
  readonly file: GeneratedFile;
  readonly selected: Selected | undefined;
  /** What an export would do to it in the folder of the last one. */
  readonly change: FileChange | undefined;
}

const NONE: readonly Passage[] = [];
/** Lines that stay above what is brought into view. */
const LINES_ABOVE = 2;

/** One file to read and copy. The lines of what is selected are marked, and brought into view. */
export function CodeView({ file, selected, change }: CodeViewProps) {
  const { path, text, owner } = file;
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const [asDifference, setAsDifference] = useState(true);
  const difference = change?.difference ?? '';
  const isDifference = difference !== '' && asDifference;
  const { all, main } = useMemo(
    () => (selected && path.endsWith('.ts') ? selected.passagesIn(text) : { all: NONE, main: undefined }),
    // What is selected is told by its id: its passages follow from the text.
    // oxlint-disable-next-line react/exhaustive-deps
    [path, text, selected?.id],
  );
  const show = (passage: Passage | undefined): void => {
    if (passage) scroller.current?.scrollTo({ top: (passage.from - LINES_ABOVE) * LINE_HEIGHT });
  };
  useLayoutEffect(() => {
    const first = main ?? all[0];
    setAt(
      first
        ? Math.max(
            0,
            all.findIndex(({ to }) => to >= first.from),
          )
        : 0,
    );
    show(first);
    // Only another selection moves the text: an edit that rewrites it leaves the reader where he is.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [selected?.id]);
  const next = (): void => {
    const index = (at + 1) % all.length;
    setAt(index);
    show(all[index]);
  };
  return (
    <section className="code-view" aria-label={path}>
      <header className="code-view__head">
        <span className="code-view__path">{path}</span>
        <span className="code-view__owner dim">
          {change ? CHANGE_SENTENCES[change.change] : owner === 'generated' ? RENEWED : YOURS}
        </span>
        {difference !== '' && (
          <button
            type="button"
            className="button button--quiet button--small"
            aria-pressed={isDifference}
            onClick={() => setAsDifference(!asDifference)}
          >
            Difference
          </button>
        )}
        {selected && all.length > 0 && !isDifference && (
          <button type="button" className="code-view__places button button--quiet button--small" onClick={next}>
            <span className="code-view__swatch" aria-hidden="true" />
            {selected.name}:{' '}
            {all.length === 1 ? linesOf(all[0]) : `${counted(all.length, 'place')}, now ${linesOf(all[at])}`}
            {all.length > 1 && <ChevronDown size={13} aria-hidden="true" />}
          </button>
        )}
        <button type="button" className="button button--small" onClick={() => void copy(file)}>
          <Copy size={13} aria-hidden="true" />
          Copy
        </button>
      </header>
      <div
        ref={scroller}
        className="code-view__scroll scroll"
        role="region"
        aria-label={`Text of ${path}`}
        // What scrolls can be reached by key.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {isDifference ? (
          <DifferenceLines difference={difference} />
        ) : (
          <CodeLines path={path} text={text} marked={all} />
        )}
      </div>
    </section>
  );
}

const RENEWED = 'the next export replaces it';
const YOURS = 'yours: once edited, no export changes it';

const CHANGE_SENTENCES: Readonly<Record<FileChange['change'], string>> = {
  new: 'the next export adds it',
  renewed: 'the next export changes it',
  removed: 'the next export removes it: nothing needs it any more',
  edited: 'edited by hand: the next export asks what to do',
  kept: 'yours: it stays, whatever a fresh one would say',
  same: 'as in the folder',
};

const linesOf = (passage: Passage | undefined): string => {
  if (!passage) return '';
  const [from, to] = [passage.from + 1, passage.to + 1];
  return from === to ? `line ${from}` : `lines ${from}–${to}`;
};

async function copy({ path, text }: GeneratedFile): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    tell({ tone: 'plain', title: `${path} was copied` });
  } catch (error) {
    tell({ tone: 'trouble', title: `${path} was not copied`, detail: String(error) });
  }
}

import { ArrowLeftRight, Copy, Maximize, Minus, Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { comparisonMarkdown } from '#shared/report/comparison';
import { factorText, rateText } from '#shared/report/figures';
import type { Position } from '#shared/model/edit';
import { boundsOf } from '#shared/picture/geometry';
import { placesOf } from '#shared/picture/place';
import { tell } from '../app/notices';
import { Tip } from '../design/Tip';
import { ChangedFigures, ChangedFindings, ChangedThings } from './ChangeTables';
import { swapSides } from './compare';
import { CompareDrawing } from './CompareDrawing';
import { marksOf } from './marks';
import { type Compared, endComparison, useComparison } from './store';
import { type SharedView, useSharedView } from './useSharedView';
import './compare-view.css';

/** Two designs side by side: both drawings with what differs, the figures, the changes, the findings. */
export function CompareView({ compared }: { readonly compared: Compared }) {
  const { before, after, comparison } = compared;
  const section = useRef<HTMLElement>(null);
  const panes = useRef<HTMLDivElement>(null);
  const places = [before, after].map(({ document }) => placesOf(document));
  const view = useSharedView(boundsOf(places.flatMap((each) => [...each.values()])), panes);
  const marks = marksOf(comparison?.difference);
  useLookedPlace(compared, places, view);
  useEffect(() => section.current?.focus(), []);
  return (
    // Escape leads back from anywhere in the view.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={section}
      className="compare"
      aria-label="Comparison"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') endComparison();
      }}
    >
      <Bar compared={compared} view={view} />
      <div ref={panes} className="compare__drawings">
        <Pane side="Before" title={before.title}>
          <CompareDrawing title={`Before: ${before.title}`} document={before.document} marks={marks} box={view.box} />
        </Pane>
        <Pane side="After" title={after.title}>
          <CompareDrawing title={`After: ${after.title}`} document={after.document} marks={marks} box={view.box} />
        </Pane>
      </div>
      {comparison ? (
        <div className="compare__tables">
          <ChangedFigures comparison={comparison} />
          <ChangedThings difference={comparison.difference} />
          <ChangedFindings comparison={comparison} documents={[before.document, after.document]} />
        </div>
      ) : (
        <div className="compare__tables">
          <p className="empty">Working out the figures…</p>
        </div>
      )}
    </section>
  );
}

function Pane({
  side,
  title,
  children,
}: {
  readonly side: string;
  readonly title: string;
  readonly children: ReactNode;
}) {
  return (
    <div className="compare__pane">
      <h2 className="compare__pane-title">
        <span className="dim">{side}</span> {title}
      </h2>
      {children}
    </div>
  );
}

function Bar({ compared, view }: { readonly compared: Compared; readonly view: SharedView }) {
  const { loadFactor, comparison } = compared;
  const load = comparison
    ? `${rateText(comparison.entryPerSecond.after)}, ${factorText(loadFactor)} the load as drawn`
    : '';
  return (
    <header className="compare__bar">
      <h1 className="compare__title">Compare</h1>
      <span className="dim num">{load}</span>
      <span className="compare__space" />
      <IconButton title="Zoom in" onClick={() => view.zoom(1 / 1.25)}>
        <Plus size={15} />
      </IconButton>
      <IconButton title="Zoom out" onClick={() => view.zoom(1.25)}>
        <Minus size={15} />
      </IconButton>
      <IconButton title="Show both designs whole" onClick={view.fit}>
        <Maximize size={15} />
      </IconButton>
      <button type="button" className="button" onClick={() => void swapSides()}>
        <ArrowLeftRight size={14} aria-hidden="true" />
        Swap
      </button>
      <button type="button" className="button" disabled={!comparison} onClick={() => void copyMarkdown(compared)}>
        <Copy size={14} aria-hidden="true" />
        Copy as Markdown
      </button>
      <button type="button" className="button button--primary" onClick={endComparison}>
        <X size={14} aria-hidden="true" />
        Back to the design
      </button>
    </header>
  );
}

function IconButton({
  title,
  onClick,
  children,
}: {
  readonly title: string;
  onClick(): void;
  readonly children: ReactNode;
}) {
  return (
    <Tip text={title}>
      <button type="button" className="icon-button" aria-label={title} onClick={onClick}>
        {children}
      </button>
    </Tip>
  );
}

/** For a pull request: the same text as the command line prints. */
async function copyMarkdown({ comparison, before, after }: Compared): Promise<void> {
  if (!comparison) return;
  try {
    await navigator.clipboard.writeText(comparisonMarkdown(comparison, [before.document, after.document]));
    tell({ tone: 'plain', title: 'The comparison is on the clipboard as Markdown' });
  } catch (error) {
    tell({ tone: 'trouble', title: 'The clipboard refused the comparison', detail: String(error) });
  }
}

/** Brings what is looked at into view, where it stands in the later design, else in the earlier one. */
function useLookedPlace(
  { before, after }: Compared,
  [olds, news]: readonly ReadonlyMap<string, Position>[],
  view: SharedView,
): void {
  const looked = useComparison((state) => state.looked);
  useEffect(() => {
    if (looked === undefined) return;
    const connection = [...after.document.connections, ...before.document.connections].find(({ id }) => id === looked);
    const id = connection?.to ?? looked;
    const place = news?.get(id) ?? olds?.get(id);
    if (place) view.reveal(place);
    // Only when something else is looked at: the person may move away from it.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [looked]);
}

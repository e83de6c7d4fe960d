import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useStore, useStoreApi } from 'reactflow';
import { select, selectionOf, useSelection } from '../project/selection';
import { useConnecting } from './connecting';
import { areDrawnTogether, farLineAt, holdFarLines, ownLines } from './far-lines';
import type { CanvasNode, ConnectionEdge } from './nodes';
import { placeAt } from './viewport';

const NONE: readonly ConnectionEdge[] = [];

interface FarLines {
  /** The lines that React Flow draws, and those that are drawn together. */
  readonly own: ConnectionEdge[];
  readonly together: readonly ConnectionEdge[];
  /** What React Flow's lines do by themselves: they are chosen by a click, and by a box around their cards. */
  readonly handlers: {
    onPaneMouseMove(event: React.MouseEvent): void;
    onClickCapture(event: React.MouseEvent): void;
    onSelectionStart(): void;
    onSelectionEnd(): void;
  };
}

/** Shares the lines of a drawing between React Flow and the one picture of many lines from afar. */
export function useFarLines(nodes: readonly CanvasNode[], edges: ConnectionEdge[]): FarLines {
  const areTogether = useStore(({ transform }) => areDrawnTogether(edges.length, transform[2]));
  const aimed = useConnecting(({ dropLine }) => dropLine);
  const owned = areTogether ? [...ownLines(edges, nodes, aimed)].join('\n') : undefined;
  const { own, together } = useMemo(() => {
    if (owned === undefined) return { own: edges, together: NONE };
    const ids = new Set(owned.split('\n'));
    return { own: edges.filter(({ id }) => ids.has(id)), together: edges.filter(({ id }) => !ids.has(id)) };
  }, [edges, owned]);
  useEffect(() => {
    holdFarLines(together);
    return () => holdFarLines(NONE);
  }, [together]);
  return { own, together, handlers: useHandlers(areTogether, edges) };
}

/** The same functions until the lines change: others would have React Flow draw every card anew. */
function useHandlers(areTogether: boolean, edges: readonly ConnectionEdge[]): FarLines['handlers'] {
  const store = useStoreApi();
  /** The click that ends a box chooses nothing. */
  const hasBox = useRef(false);
  const onPaneMouseMove = useCallback((event: React.MouseEvent) => {
    const isOnLine = event.buttons === 0 && lineUnder(event) !== undefined;
    if (event.target instanceof Element) event.target.classList.toggle('is-on-line', isOnLine);
  }, []);
  const onClickCapture = useCallback(
    (event: React.MouseEvent) => {
      const endsBox = hasBox.current;
      hasBox.current = false;
      const id = endsBox ? undefined : lineUnder(event);
      if (id === undefined || useConnecting.getState().from !== undefined) return;
      event.stopPropagation();
      const selection = selectionOf(useSelection.getState());
      const isBesideOthers = store.getState().multiSelectionActive;
      select(isBesideOthers ? { ...selection, connections: [...selection.connections, id] } : { connections: [id] });
    },
    [store],
  );
  const onSelectionStart = useCallback(() => {
    hasBox.current = true;
  }, []);
  const onSelectionEnd = useCallback(() => {
    if (!areTogether) return;
    const selection = selectionOf(useSelection.getState());
    const cards = new Set([...selection.resources, ...selection.groups]);
    const between = edges.filter(({ source, target }) => cards.has(source) || cards.has(target));
    select({ ...selection, connections: between.map(({ id }) => id) });
  }, [areTogether, edges]);
  return { onPaneMouseMove, onClickCapture, onSelectionStart, onSelectionEnd };
}

function lineUnder({ target, clientX, clientY }: React.MouseEvent): string | undefined {
  if (!(target instanceof Element) || !target.classList.contains('react-flow__pane')) return undefined;
  const place = placeAt({ x: clientX, y: clientY });
  return place && farLineAt(place);
}

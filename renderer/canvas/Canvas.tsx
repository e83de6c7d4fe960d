import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { type ReactFlowInstance, useStoreApi } from 'reactflow';
import type { ProjectDocument } from '#shared/document/schema';
import { canvasPlaces, hiddenIn } from '#shared/picture/frames';
import { CARD_HEIGHT, CARD_WIDTH, snapPosition } from '#shared/picture/geometry';
import { useView } from '../app/view';
import { FindBar } from '../find/FindBar';
import { addResource } from '../project/actions';
import { serviceOf } from '../project/catalogue';
import { useSelection } from '../project/selection';
import { currentDocument } from '../project/store';
import { aimAtLine, useConnecting } from './connecting';
import { CanvasControls } from './CanvasControls';
import { ConnectBanner } from './ConnectBanner';
import { DotGrid } from './DotGrid';
import { Drawing } from './Drawing';
import { EmptyCanvas } from './EmptyCanvas';
import { farLineAt } from './far-lines';
import { dropOnLine } from './insertion';
import { Legend } from './Legend';
import type { CanvasNode, ConnectionEdge } from './nodes';
import { PickMenu } from './PickMenu';
import { SERVICE_MEDIA } from './palette-drag';
import { useCanvasKeys } from './useCanvasKeys';
import { firstView, holdViewport, keepWhole, placeAt, reveal, type Viewport } from './viewport';
import './canvas.css';

/** The drawing, and what lies over it. */
export function Canvas({ document }: { readonly document: ProjectDocument }) {
  const pane = useRef<HTMLElement>(null);
  const isConnecting = useConnecting((state) => state.from !== undefined);
  const { showsLegend } = useView();
  const { isDropping, ...dropHandlers } = useServiceDrop();
  useCanvasKeys(pane);
  useFocusedPlace();

  // Known before React Flow begins: else it draws the cards where they lie at zoom 1 first, and for a frame they show there.
  const [view, setView] = useState<Viewport>();
  const store = useStoreApi();
  useLayoutEffect(() => {
    if (!pane.current) return;
    const first = firstView(currentDocument(), pane.current);
    store.setState({ transform: [first.x, first.y, first.zoom] });
    setView(first);
  }, [store]);
  const hold = useCallback((instance: ReactFlowInstance<CanvasNode, ConnectionEdge>) => {
    holdViewport(instance, pane.current ?? undefined);
  }, []);
  useEffect(() => () => holdViewport(undefined, undefined), []);
  useEffect(() => (pane.current ? keepWhole(pane.current, currentDocument) : undefined), []);

  return (
    <main
      ref={pane}
      className={`canvas ${isConnecting ? 'canvas--connecting' : ''} ${isDropping ? 'canvas--dropping' : ''}`}
      aria-label="Canvas"
      {...dropHandlers}
    >
      <DotGrid />
      {view && <Drawing document={document} view={view} onBegin={hold} />}
      <CanvasControls />
      {showsLegend && document.resources.length > 0 && (
        <div className="canvas__legend">
          <Legend />
        </div>
      )}
      {document.resources.length === 0 && <EmptyCanvas />}
      <ConnectBanner />
      <FindBar />
      <PickMenu />
    </main>
  );
}

/** Cards of services dragged from the palette. */
function useServiceDrop() {
  const [isDropping, setDropping] = useState(false);
  return {
    isDropping,
    onDragOver: (event: React.DragEvent) => {
      if (!event.dataTransfer.types.includes(SERVICE_MEDIA)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      aimAtLine(lineUnder(event));
      setDropping(true);
    },
    onDragLeave: () => {
      setDropping(false);
      aimAtLine(undefined);
    },
    onDrop: (event: React.DragEvent) => {
      setDropping(false);
      aimAtLine(undefined);
      const service = serviceOf(event.dataTransfer.getData(SERVICE_MEDIA));
      const place = placeAt({ x: event.clientX, y: event.clientY });
      if (!service || !place) return;
      event.preventDefault();
      const at = snapPosition({ x: place.x - CARD_WIDTH / 2, y: place.y - CARD_HEIGHT / 2 });
      const line = lineUnder(event);
      if (line === undefined) addResource(service, at);
      else dropOnLine(line, service, at);
    },
  };
}

function lineUnder({ clientX, clientY }: React.DragEvent): string | undefined {
  const under = window.document.elementFromPoint(clientX, clientY);
  const place = under?.matches('.react-flow__pane') ? placeAt({ x: clientX, y: clientY }) : undefined;
  return place ? farLineAt(place) : under?.closest<HTMLElement>('.react-flow__edge')?.dataset['id'];
}

/** Brings what a finding or a limit points at into view. */
function useFocusedPlace(): void {
  const focus = useSelection((state) => state.focus);
  useEffect(() => {
    if (!focus) return;
    const { at } = focus;
    const document = currentDocument();
    const connection = document.connections.find(({ id }) => id === at.connection);
    const resource = connection?.to ?? at.resource ?? '';
    const place = canvasPlaces(document).get(hiddenIn(document).get(resource) ?? resource);
    if (place) reveal(place);
  }, [focus]);
}

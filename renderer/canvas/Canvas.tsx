import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  type OnConnectEnd,
  type OnConnectStart,
  type OnNodeDrag,
  ReactFlow,
  type ReactFlowInstance,
  useStore,
  useStoreApi,
} from 'reactflow';
import 'reactflow/dist/style.css';
import type { ProjectDocument } from '#shared/document/schema';
import { useView } from '../app/view';
import { FindBar } from '../find/FindBar';
import { addResource } from '../project/actions';
import { serviceOf } from '../project/catalogue';
import { useSelection } from '../project/selection';
import { currentDocument } from '../project/store';
import { aimAt, aimAtLine, beginConnecting, endConnecting, useConnecting } from './connecting';
import { CanvasControls } from './CanvasControls';
import { ConnectBanner } from './ConnectBanner';
import { ConnectionView } from './ConnectionView';
import { DotGrid } from './DotGrid';
import { EmptyCanvas } from './EmptyCanvas';
import { GroupFrame } from './GroupFrame';
import { CARD_HEIGHT, CARD_WIDTH, detailAt, GRID, snapPosition } from '#shared/picture/geometry';
import { finishConnection, offerAddition } from './gestures';
import { Guides } from './Guides';
import { guidesOf, hideGuides, showGuides } from './guides';
import { dropOnLine } from './insertion';
import { Legend } from './Legend';
import { boxOfNode, type CanvasNode, type ConnectionEdge, HANDLE, nodeBounds } from './nodes';
import { NoteCard } from './NoteCard';
import { Overview } from './Overview';
import { PickMenu } from './PickMenu';
import { canvasPlaces, hiddenIn } from '#shared/picture/frames';
import { ResourceCard } from './ResourceCard';
import { SERVICE_MEDIA } from './palette-drag';
import { useCanvasKeys } from './useCanvasKeys';
import { useCanvasNodes } from './useCanvasNodes';
import { type Leaving, verdictsFrom } from './verdicts';
import { firstView, holdViewport, MAX_ZOOM, MIN_ZOOM, placeAt, reveal, type Viewport } from './viewport';
import './canvas.css';

const nodeTypes = { resource: ResourceCard, frame: GroupFrame, note: NoteCard };
const edgeTypes = { connection: ConnectionView };
const SNAP: [number, number] = [GRID, GRID];

/** The drawing. React Flow shows it; the document holds it. */
export function Canvas({ document }: { readonly document: ProjectDocument }) {
  const pane = useRef<HTMLElement>(null);
  const { nodes, edges, onNodesChange, onEdgesChange, commitDrag } = useCanvasNodes(document);
  const isConnecting = useConnecting((state) => state.from !== undefined);
  const { showsLegend, showsMinimap } = useView();
  // Props that stay the same: another function would have React Flow draw every card and line anew.
  const store = useStoreApi<CanvasNode, ConnectionEdge>();
  const guide = useCallback(
    (dragged: readonly CanvasNode[]): void => guideDrag(dragged, store.getState().nodes),
    [store],
  );
  const end = useCallback(
    (dragged: readonly CanvasNode[]): void => {
      hideGuides();
      commitDrag(dragged);
    },
    [commitDrag],
  );
  const guideNodes = useCallback<OnNodeDrag<CanvasNode>>((_event, _node, dragged) => guide(dragged), [guide]);
  const endNodes = useCallback<OnNodeDrag<CanvasNode>>((_event, _node, dragged) => end(dragged), [end]);
  const guideSelection = useCallback((_event: unknown, dragged: CanvasNode[]) => guide(dragged), [guide]);
  const endSelection = useCallback((_event: unknown, dragged: CanvasNode[]) => end(dragged), [end]);
  const detail = useStore((state) => detailAt(state.transform[2]));
  const { isDropping, ...dropHandlers } = useServiceDrop();
  useCanvasKeys(pane);
  useFocusedPlace();

  // Known before React Flow begins: else it draws the cards where they lie at zoom 1 first, and for a frame they show there.
  const [view, setView] = useState<Viewport>();
  useLayoutEffect(() => {
    if (pane.current) setView(firstView(currentDocument(), pane.current));
  }, []);
  const hold = useCallback((instance: ReactFlowInstance<CanvasNode, ConnectionEdge>) => {
    holdViewport(instance, pane.current ?? undefined);
  }, []);
  useEffect(() => () => holdViewport(undefined, undefined), []);

  return (
    <main
      ref={pane}
      className={`canvas ${isConnecting ? 'canvas--connecting' : ''} ${isDropping ? 'canvas--dropping' : ''}`}
      aria-label="Canvas"
      {...dropHandlers}
    >
      <DotGrid />
      {view && (
        <ReactFlow<CanvasNode, ConnectionEdge>
          className={`detail-${detail}`}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onNodesChange={onNodesChange}
          onEdgesChange={onEdgesChange}
          onNodeDrag={guideNodes}
          onSelectionDrag={guideSelection}
          onNodeDragStop={endNodes}
          onSelectionDragStop={endSelection}
          defaultViewport={view}
          onInit={hold}
          onConnectStart={beginByPointer}
          onConnectEnd={endByPointer}
          isValidConnection={isValid}
          onNodeMouseEnter={aimWhileConnecting}
          onNodeMouseLeave={aimAtNothing}
          connectionRadius={28}
          minZoom={MIN_ZOOM}
          maxZoom={MAX_ZOOM}
          snapToGrid
          snapGrid={SNAP}
          panOnScroll
          zoomOnDoubleClick={false}
          selectionKeyCode="Shift"
          multiSelectionKeyCode={MULTI_SELECT}
          deleteKeyCode={null}
          disableKeyboardA11y
          onlyRenderVisibleElements
          elevateEdgesOnSelect
        >
          <Guides />
          {showsMinimap && document.resources.length > 0 && <Overview />}
        </ReactFlow>
      )}
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

/** Shows with what the dragged things line up as a whole. */
function guideDrag(dragged: readonly CanvasNode[], nodes: readonly CanvasNode[]): void {
  const moving = new Set(dragged.map(({ id }) => id));
  for (const node of dragged) if (node.type === 'frame') for (const id of node.data.record.members) moving.add(id);
  const whole = nodeBounds(dragged);
  if (!whole) return;
  showGuides(guidesOf(whole, nodes.filter(({ id }) => !moving.has(id)).map(boxOfNode)));
}

const MULTI_SELECT = ['Meta', 'Control', 'Shift'];

const leavingFrom = (handle: string | null | undefined): Leaving => (handle === HANDLE.outcome ? 'outcome' : 'work');

const beginByPointer: OnConnectStart = (_event, { nodeId, handleId, handleType }) => {
  if (nodeId === null || handleType !== 'source') return;
  beginConnecting(nodeId, 'pointer', verdictsFrom(currentDocument(), nodeId, leavingFrom(handleId)));
};

const aimWhileConnecting = (_event: unknown, { id }: { readonly id: string }): void => {
  if (useConnecting.getState().from !== undefined) aimAt(id);
};
const aimAtNothing = (): void => {
  if (useConnecting.getState().from !== undefined) aimAt(undefined);
};

const isValid = ({ target }: { readonly target: string | null }): boolean =>
  target !== null && useConnecting.getState().legality.get(target) === 'legal';

/** Wherever the pointer is let go: on a handle, anywhere on a card, or on the empty canvas. */
const endByPointer: OnConnectEnd = (event, { fromHandle, toNode }) => {
  const { from } = useConnecting.getState();
  endConnecting();
  if (from === undefined) return;
  const touch = 'changedTouches' in event ? event.changedTouches[0] : event;
  if (!touch) return;
  const point = { x: touch.clientX, y: touch.clientY };
  const under = window.document.elementFromPoint(point.x, point.y);
  const card = under?.closest<HTMLElement>('.react-flow__node')?.dataset['id'] ?? toNode?.id;
  const leaving = leavingFrom(fromHandle?.id);
  if (card !== undefined) finishConnection(from, card, leaving, point);
  else if (under?.closest('.react-flow__pane')) offerAddition(from, { point }, leaving);
};

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

const lineUnder = ({ clientX, clientY }: React.DragEvent): string | undefined =>
  window.document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('.react-flow__edge')?.dataset['id'];

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

import { useCallback, useRef, useState } from 'react';
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
import { type Box, detailAt, GRID } from '#shared/picture/geometry';
import { useView } from '../app/view';
import { currentDocument } from '../project/store';
import { aimAt, beginConnecting, endConnecting, useConnecting } from './connecting';
import { ConnectionView } from './ConnectionView';
import { FarLines } from './FarLines';
import { finishConnection, offerAddition } from './gestures';
import { GroupFrame } from './GroupFrame';
import { Guides } from './Guides';
import { guidesOf, hideGuides, showGuides } from './guides';
import { boxOfNode, type CanvasNode, type ConnectionEdge, HANDLE, nodeBounds } from './nodes';
import { NoteCard } from './NoteCard';
import { Overview } from './Overview';
import { ResourceCard } from './ResourceCard';
import { useCanvasNodes } from './useCanvasNodes';
import { useFarLines } from './useFarLines';
import { type Leaving, verdictsFrom } from './verdicts';
import { MAX_ZOOM, MIN_ZOOM, type Viewport } from './viewport';

const nodeTypes = { resource: ResourceCard, frame: GroupFrame, note: NoteCard };
const edgeTypes = { connection: ConnectionView };
const SNAP: [number, number] = [GRID, GRID];
const MULTI_SELECT = ['Meta', 'Control', 'Shift'];

interface DrawingProps {
  readonly document: ProjectDocument;
  /** With what view it begins. */
  readonly view: Viewport;
  /** Called once React Flow can be asked. The same function at each turn. */
  onBegin(instance: ReactFlowInstance<CanvasNode, ConnectionEdge>): void;
}

/** Cards and lines. React Flow shows them; the document holds them. Every step of a drag draws this anew, and nothing else. */
export function Drawing({ document, view, onBegin }: DrawingProps) {
  const { nodes, edges, onNodesChange, onEdgesChange, commitDrag } = useCanvasNodes(document);
  const { showsMinimap } = useView();
  // Props that stay the same: another function would have React Flow draw every card and line anew.
  const store = useStoreApi<CanvasNode, ConnectionEdge>();
  useState(() => store.setState({ updateNodeInternals: measureNothing }));
  /** What stands still during the drag of now. */
  const still = useRef<readonly Box[]>(undefined);
  const guide = useCallback(
    (dragged: readonly CanvasNode[]): void => {
      const { nodes: drawn } = store.getState();
      still.current ??= boxesBeside(dragged, drawn);
      const whole = nodeBounds(dragged);
      if (whole) showGuides(guidesOf(whole, still.current));
    },
    [store],
  );
  const end = useCallback(
    (dragged: readonly CanvasNode[]): void => {
      still.current = undefined;
      hideGuides();
      commitDrag(dragged);
    },
    [commitDrag],
  );
  const guideNodes = useCallback<OnNodeDrag<CanvasNode>>((_event, _node, dragged) => guide(dragged), [guide]);
  const endNodes = useCallback<OnNodeDrag<CanvasNode>>((_event, _node, dragged) => end(dragged), [end]);
  const guideSelection = useCallback((_event: unknown, dragged: CanvasNode[]) => guide(dragged), [guide]);
  const endSelection = useCallback((_event: unknown, dragged: CanvasNode[]) => end(dragged), [end]);
  const { own, together, handlers } = useFarLines(nodes, edges);
  const detail = useStore((state) => detailAt(state.transform[2]));
  return (
    <ReactFlow<CanvasNode, ConnectionEdge>
      className={`detail-${detail}`}
      nodes={nodes}
      edges={own}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      {...handlers}
      onNodeDrag={guideNodes}
      onSelectionDrag={guideSelection}
      onNodeDragStop={endNodes}
      onSelectionDragStop={endSelection}
      defaultViewport={view}
      onInit={onBegin}
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
      {together.length > 0 && <FarLines lines={together} />}
      <Guides />
      {showsMinimap && document.resources.length > 0 && <Overview />}
    </ReactFlow>
  );
}

/**
 * Sizes and handles are given with each node. React Flow would measure every card again and draw it twice, and from afar,
 * where cards have no handles, it would find none for the lines to end at, and draw no lines.
 */
const measureNothing = (): void => undefined;

/** Boxes of all that does not go with what is dragged. */
function boxesBeside(dragged: readonly CanvasNode[], nodes: readonly CanvasNode[]): readonly Box[] {
  const moving = new Set(dragged.map(({ id }) => id));
  for (const node of dragged) if (node.type === 'frame') for (const id of node.data.record.members) moving.add(id);
  return nodes.filter(({ id }) => !moving.has(id)).map(boxOfNode);
}

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

import { useCallback, useState } from 'react';
import { applyNodeChanges, type EdgeChange, type NodeChange } from 'reactflow';
import type { ProjectDocument } from '#shared/document/schema';
import type { Position, ProjectEdit } from '#shared/model/edit';
import { joining } from '../project/grouping';
import { select, type Selection, selectionOf, useSelection } from '../project/selection';
import { currentDocument, dispatch } from '../project/store';
import { editTitle } from '../project/titles';
import { movesOf, withCompany } from './move';
import { type CanvasNode, type ConnectionEdge, edgesOf, nodesOf } from './nodes';

interface CanvasNodes {
  readonly nodes: CanvasNode[];
  readonly edges: ConnectionEdge[];
  onNodesChange(changes: NodeChange<CanvasNode>[]): void;
  onEdgesChange(changes: EdgeChange<ConnectionEdge>[]): void;
  /** Commits where things were dragged to: one edit when the drag ends. */
  commitDrag(dragged: readonly CanvasNode[]): void;
}

/** React Flow's nodes and edges: a view of the document and the selection, with positions of its own during a drag. */
export function useCanvasNodes(document: ProjectDocument): CanvasNodes {
  const resources = useSelection((state) => state.resources);
  const connections = useSelection((state) => state.connections);
  const groups = useSelection((state) => state.groups);
  const notes = useSelection((state) => state.notes);
  const selection = { resources, connections, groups, notes };
  const [nodes, setNodes] = useState<CanvasNode[]>(() => nodesOf(document, selection, []));
  const [edges, setEdges] = useState<ConnectionEdge[]>(() => edgesOf(document, selection, []));
  const [seen, setSeen] = useState({ document, ...selection });
  if (
    seen.document !== document ||
    seen.resources !== resources ||
    seen.connections !== connections ||
    seen.groups !== groups ||
    seen.notes !== notes
  ) {
    // Derived while rendering: what did not change stays the same object, and a drag keeps its own positions.
    setSeen({ document, ...selection });
    setNodes(nodesOf(document, selection, nodes));
    setEdges(edgesOf(document, selection, edges));
  }

  const onNodesChange = useCallback((changes: NodeChange<CanvasNode>[]) => {
    takeSelection(changes, 'node');
    const shown = changes.filter(isShownAtOnce);
    if (shown.length > 0) setNodes((before) => applyNodeChanges([...shown, ...membersMoves(shown, before)], before));
  }, []);
  const onEdgesChange = useCallback((changes: EdgeChange<ConnectionEdge>[]) => {
    takeSelection(changes, 'edge');
  }, []);
  const commitDrag = useCallback(
    (dragged: readonly CanvasNode[]) => {
      const edit = dragOf(document, new Map(dragged.map(({ id, position }) => [id, position])));
      if (edit) dispatch(edit);
    },
    [document],
  );
  return { nodes, edges, onNodesChange, onEdgesChange, commitDrag };
}

/** What a drag comes to: places, and what cards join or leave by it. Undefined where nothing moved. */
export function dragOf(document: ProjectDocument, dragged: ReadonlyMap<string, Position>): ProjectEdit | undefined {
  const moved = withCompany(document, dragged);
  const positions = movesOf(document, moved);
  if (Object.keys(positions).length === 0) return undefined;
  const move: ProjectEdit = { do: 'move', positions };
  const edits: ProjectEdit[] = [move];
  let after = document;
  for (const { id } of document.resources) {
    const to = positions[id];
    const home = document.groups.find(({ members }) => members.includes(id));
    // A card that came along with its frame is still in it.
    if (!to || !dragged.has(id) || (home && moved.has(home.id))) continue;
    const joins = joining(after, id, to);
    edits.push(...joins);
    for (const edit of joins) after = withGroup(after, edit);
  }
  return edits.length === 1 ? move : { do: 'all', title: editTitle(move, document), edits };
}

function withGroup(document: ProjectDocument, edit: ProjectEdit): ProjectDocument {
  if (edit.do === 'remove-group') return { ...document, groups: document.groups.filter(({ id }) => id !== edit.id) };
  if (edit.do !== 'put-group') return document;
  return { ...document, groups: document.groups.map((group) => (group.id === edit.group.id ? edit.group : group)) };
}

/** Positions during a drag, and sizes while somebody pulls at a frame; React Flow's own measuring is not needed. */
const isShownAtOnce = (change: NodeChange<CanvasNode>): boolean =>
  change.type === 'position' || (change.type === 'dimensions' && change.resizing !== undefined);

/** Members of an open group go where its frame goes. A frame that is pulled at one side leaves them where they are. */
function membersMoves(
  changes: readonly NodeChange<CanvasNode>[],
  nodes: readonly CanvasNode[],
): NodeChange<CanvasNode>[] {
  const pulled = new Set(changes.flatMap((change) => (change.type === 'dimensions' ? [change.id] : [])));
  const moved = new Set(changes.flatMap((change) => (change.type === 'position' ? [change.id] : [])));
  if (!nodes.some(({ id, type }) => type === 'frame' && moved.has(id))) return [];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return changes.flatMap((change) => {
    if (change.type !== 'position' || !change.position || pulled.has(change.id)) return [];
    const frame = byId.get(change.id);
    if (frame?.type !== 'frame') return [];
    const x = change.position.x - frame.position.x;
    const y = change.position.y - frame.position.y;
    return frame.data.record.members.flatMap((id): NodeChange<CanvasNode>[] => {
      const member = byId.get(id);
      if (!member || moved.has(id)) return [];
      return [{ type: 'position', id, position: { x: member.position.x + x, y: member.position.y + y } }];
    });
  });
}

interface SelectChange {
  readonly type: string;
  readonly id?: string;
  readonly selected?: boolean;
}

/** React Flow says what became selected or not, one by one; the selection is kept whole. */
function takeSelection(changes: readonly SelectChange[], what: 'node' | 'edge'): void {
  const selects = changes.filter(({ type }) => type === 'select');
  if (selects.length === 0) return;
  const selection = selectionOf(useSelection.getState());
  const chosen: Record<keyof Selection, Set<string>> = {
    resources: new Set(selection.resources),
    connections: new Set(selection.connections),
    groups: new Set(selection.groups),
    notes: new Set(selection.notes),
  };
  for (const { id, selected } of selects) {
    if (id === undefined) continue;
    const list = chosen[what === 'edge' ? 'connections' : listOf(id)];
    if (selected) list.add(id);
    else list.delete(id);
  }
  select({
    resources: [...chosen.resources],
    connections: [...chosen.connections],
    groups: [...chosen.groups],
    notes: [...chosen.notes],
  });
}

/** The list of the document, and of the selection, that something on the canvas is in. */
export function listOf(id: string): 'resources' | 'groups' | 'notes' {
  const { groups, notes } = currentDocument();
  if (groups.some((group) => group.id === id)) return 'groups';
  return notes.some((note) => note.id === id) ? 'notes' : 'resources';
}

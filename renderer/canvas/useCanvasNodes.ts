import { useCallback, useState } from 'react';
import { applyNodeChanges, type EdgeChange, type NodeChange } from 'reactflow';
import type { ProjectDocument } from '#shared/document/schema';
import { select, useSelection } from '../project/selection';
import { dispatch } from '../project/store';
import { movesOf } from './move';
import { type ConnectionEdge, edgesOf, nodesOf, type ResourceNode } from './nodes';

interface CanvasNodes {
  readonly nodes: ResourceNode[];
  readonly edges: ConnectionEdge[];
  onNodesChange(changes: NodeChange<ResourceNode>[]): void;
  onEdgesChange(changes: EdgeChange<ConnectionEdge>[]): void;
  /** Commits where the cards were dragged to: one edit when the drag ends. */
  commitDrag(dragged: readonly ResourceNode[]): void;
}

/** React Flow's nodes and edges: a view of the document and the selection, with positions of its own during a drag. */
export function useCanvasNodes(document: ProjectDocument): CanvasNodes {
  const resources = useSelection((state) => state.resources);
  const connections = useSelection((state) => state.connections);
  const [nodes, setNodes] = useState<ResourceNode[]>(() => nodesOf(document, { resources, connections }, []));
  const [edges, setEdges] = useState<ConnectionEdge[]>(() => edgesOf(document, { resources, connections }, []));
  const [seen, setSeen] = useState({ document, resources, connections });
  if (seen.document !== document || seen.resources !== resources || seen.connections !== connections) {
    // Derived while rendering: what did not change stays the same object, and a drag keeps its own positions.
    setSeen({ document, resources, connections });
    setNodes(nodesOf(document, { resources, connections }, nodes));
    setEdges(edgesOf(document, { resources, connections }, edges));
  }

  const onNodesChange = useCallback((changes: NodeChange<ResourceNode>[]) => {
    takeSelection(changes, 'resources');
    const moves = changes.filter((change) => change.type === 'position');
    if (moves.length === 0) return;
    setNodes((before) => applyNodeChanges(moves, before));
  }, []);
  const onEdgesChange = useCallback((changes: EdgeChange<ConnectionEdge>[]) => {
    takeSelection(changes, 'connections');
  }, []);
  const commitDrag = useCallback(
    (dragged: readonly ResourceNode[]) => {
      const positions = movesOf(document, new Map(dragged.map(({ id, position }) => [id, position])));
      if (Object.keys(positions).length > 0) dispatch({ do: 'move', positions });
    },
    [document],
  );
  return { nodes, edges, onNodesChange, onEdgesChange, commitDrag };
}

interface SelectChange {
  readonly type: string;
  readonly id?: string;
  readonly selected?: boolean;
}

/** React Flow says what became selected or not, one by one; the selection is kept whole. */
function takeSelection(changes: readonly SelectChange[], list: 'resources' | 'connections'): void {
  const selects = changes.filter(({ type }) => type === 'select');
  if (selects.length === 0) return;
  const selection = useSelection.getState();
  const chosen = new Set(selection[list]);
  for (const { id, selected } of selects) {
    if (id === undefined) continue;
    if (selected) chosen.add(id);
    else chosen.delete(id);
  }
  select({ resources: selection.resources, connections: selection.connections, [list]: [...chosen] });
}

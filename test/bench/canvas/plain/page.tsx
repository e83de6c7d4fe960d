/**
 * React Flow as its guide begins: nodes of one's own component, no option that would make it faster. As many cards and
 * lines as the drawing that it is held against, a card with about as much in it.
 */
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  applyNodeChanges,
  type Edge,
  Handle,
  type Node,
  type NodeProps,
  Position as Side,
  ReactFlow,
  type ReactFlowInstance,
} from 'reactflow';
import 'reactflow/dist/style.css';
import { largeDrawing } from '../large-drawing';
import './page.css';

type Card = Node<{ readonly title: string; readonly line: string }, 'card'>;

const nodeTypes = {
  card: ({ data }: NodeProps<Card>) => (
    <div className="card">
      <img alt="" src={ICON} width="36" height="36" />
      <div>
        <div className="card__name">{data.title}</div>
        <div className="card__line">{data.line}</div>
      </div>
      <div className="card__bar" />
      <Handle type="target" position={Side.Left} />
      <Handle type="source" position={Side.Right} />
    </div>
  ),
};

const ICON = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#ed7100" d="M0 0h8v8H0z"/></svg>')}`;

const { resources, connections, layout } = largeDrawing(Number(location.hash.slice(1)));
const cards: Card[] = resources.map(({ id, service }) => ({
  id,
  type: 'card',
  position: layout[id] ?? { x: 0, y: 0 },
  data: { title: id, line: service },
}));
const lines: Edge[] = connections.map(({ id, from, to }) => ({ id, source: from, target: to }));

function Plain() {
  const [nodes, setNodes] = useState(cards);
  return (
    <ReactFlow<Card>
      nodes={nodes}
      edges={lines}
      nodeTypes={nodeTypes}
      minZoom={0.05}
      onNodesChange={(changes) => setNodes((before) => applyNodeChanges(changes, before))}
      onInit={(instance: ReactFlowInstance<Card>) => Object.assign(window, { flow: instance })}
    />
  );
}

Object.assign(window, {
  openDrawing: () => createRoot(document.getElementById('root') ?? document.body).render(<Plain />),
});

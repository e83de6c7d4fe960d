/** A layered layout, left to right, that keeps the order in which a person had the cards from top to bottom. */
import { graphlib, layout } from '@dagrejs/dagre';
import type { Position } from '#shared/model/edit';
import { CARD_HEIGHT, CARD_WIDTH, snapPosition } from '#shared/picture/geometry';

export interface TidyRequest {
  readonly nodes: readonly { readonly id: string; readonly x: number; readonly y: number }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

export function layered({ nodes, edges }: TidyRequest): readonly (readonly [id: string, place: Position])[] {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', ranksep: 104, nodesep: 56, ranker: 'network-simplex' });
  graph.setDefaultEdgeLabel(() => ({}));
  // Dagre begins from the order in which nodes are added.
  const ordered = nodes.toSorted((a, b) => a.y - b.y || a.x - b.x || (a.id < b.id ? -1 : 1));
  for (const { id } of ordered) graph.setNode(id, { width: CARD_WIDTH, height: CARD_HEIGHT });
  for (const { from, to } of edges) if (from !== to) graph.setEdge(from, to);
  layout(graph);
  const placed = ordered.map(({ id }) => {
    const { x, y } = graph.node(id) as Position;
    return { id, x: x - CARD_WIDTH / 2, y: y - CARD_HEIGHT / 2 };
  });
  // It stays where it was: the upper left corner does not move.
  const dx = Math.min(...nodes.map(({ x }) => x)) - Math.min(...placed.map(({ x }) => x));
  const dy = Math.min(...nodes.map(({ y }) => y)) - Math.min(...placed.map(({ y }) => y));
  return placed.map(({ id, x, y }) => [id, snapPosition({ x: x + dx, y: y + dy })]);
}

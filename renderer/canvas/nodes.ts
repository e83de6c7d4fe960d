/** React Flow's view of the document. Objects are kept where nothing changed, so that only what changed is drawn. */
import { type Edge, type Node, Position as Side } from 'reactflow';
import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord, Position, ResourceRecord } from '#shared/model/edit';
import type { Selection } from '../project/selection';
import { kindOf, serviceOf } from '../project/catalogue';
import { CARD_HEIGHT, CARD_WIDTH } from '#shared/picture/geometry';
import { shiftsOf } from '#shared/picture/lanes';
import { placesOf } from '#shared/picture/place';

export type ResourceNode = Node<{ readonly record: ResourceRecord }, 'resource'>;
export type ConnectionEdge = Edge<{ readonly record: ConnectionRecord; readonly shift: number }, 'connection'>;

/** Handles: work comes in at the left and goes out at the right; what is left of failed work leaves at the bottom. */
export const HANDLE = { in: 'in', out: 'out', outcome: 'outcome' } as const;
/** As in resource-card.css: React Flow takes lines to the outer edge of a handle. */
export const HANDLE_SIZE = 12;

const handles = {
  in: {
    id: HANDLE.in,
    type: 'target',
    position: Side.Left,
    x: -HANDLE_SIZE / 2,
    y: (CARD_HEIGHT - HANDLE_SIZE) / 2,
    width: HANDLE_SIZE,
    height: HANDLE_SIZE,
  },
  out: {
    id: HANDLE.out,
    type: 'source',
    position: Side.Right,
    x: CARD_WIDTH - HANDLE_SIZE / 2,
    y: (CARD_HEIGHT - HANDLE_SIZE) / 2,
    width: HANDLE_SIZE,
    height: HANDLE_SIZE,
  },
  outcome: {
    id: HANDLE.outcome,
    type: 'source',
    position: Side.Bottom,
    x: (CARD_WIDTH - HANDLE_SIZE) / 2,
    y: CARD_HEIGHT - HANDLE_SIZE / 2,
    width: HANDLE_SIZE,
    height: HANDLE_SIZE,
  },
} as const;

function toNode(record: ResourceRecord, position: Position, selected: boolean): ResourceNode {
  return {
    id: record.id,
    type: 'resource',
    position,
    data: { record },
    width: CARD_WIDTH,
    height: CARD_HEIGHT,
    handles: [handles.in, handles.out, handles.outcome],
    selected,
    ariaLabel: `${record.name}, ${serviceOf(record.service)?.title ?? record.service}`,
  };
}

export function nodesOf(
  document: ProjectDocument,
  { resources }: Selection,
  before: readonly ResourceNode[],
): ResourceNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const selected = new Set(resources);
  const places = placesOf(document);
  return document.resources.map((record) => {
    const position = places.get(record.id) ?? { x: 0, y: 0 };
    const isSelected = selected.has(record.id);
    const node = old.get(record.id);
    const isSame =
      node?.data.record === record &&
      node.position.x === position.x &&
      node.position.y === position.y &&
      node.selected === isSelected;
    return isSame ? node : toNode(record, position, isSelected);
  });
}

export function edgesOf(
  document: ProjectDocument,
  { connections }: Selection,
  before: readonly ConnectionEdge[],
): ConnectionEdge[] {
  const old = new Map(before.map((edge) => [edge.id, edge]));
  const selected = new Set(connections);
  const shifts = shiftsOf(document.connections, isOutcome);
  return document.connections.map((record) => {
    const shift = shifts.get(record.id) ?? 0;
    const isSelected = selected.has(record.id);
    const edge = old.get(record.id);
    if (edge?.data?.record === record && edge.data.shift === shift && edge.selected === isSelected) return edge;
    return {
      id: record.id,
      type: 'connection',
      source: record.from,
      target: record.to,
      sourceHandle: isOutcome(record) ? HANDLE.outcome : HANDLE.out,
      targetHandle: HANDLE.in,
      data: { record, shift },
      selected: isSelected,
      ariaLabel: ariaLabelOf(record, document),
    };
  });
}

export const isOutcome = ({ kind }: ConnectionRecord): boolean => (kindOf(kind)?.role ?? 'work') !== 'work';

function ariaLabelOf({ kind, from, to }: ConnectionRecord, { resources }: ProjectDocument): string {
  const nameOf = (id: string): string => resources.find((resource) => resource.id === id)?.name ?? id;
  return `${kindOf(kind)?.title ?? kind} from ${nameOf(from)} to ${nameOf(to)}`;
}

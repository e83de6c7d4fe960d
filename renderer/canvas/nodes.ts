/** React Flow's view of the document. Objects are kept where nothing changed, so that only what changed is drawn. */
import { type Edge, type Node, Position as Side } from 'reactflow';
import type { ProjectDocument } from '#shared/document/schema';
import type { ConnectionRecord, GroupRecord, NoteRecord, Place, Position, ResourceRecord } from '#shared/model/edit';
import { type Frame, framesOf, hiddenIn, notePlace } from '#shared/picture/frames';
import { counted } from '../design/format';
import type { Selection } from '../project/selection';
import { firstWords } from '../notes/markdown';
import { kindOf, serviceOf } from '../project/catalogue';
import { type Box, CARD_HEIGHT, CARD_WIDTH } from '#shared/picture/geometry';
import { type DrawnLine, drawnLines } from './drawn-lines';
import { isOutcome, shownConnections } from './shown-connections';
import { placesOf } from '#shared/picture/place';

export type ResourceNode = Node<{ readonly record: ResourceRecord }, 'resource'>;
export type FrameNode = Node<{ readonly record: GroupRecord; readonly frame: Frame }, 'frame'>;
export type NoteNode = Node<{ readonly record: NoteRecord }, 'note'>;
export type CanvasNode = ResourceNode | FrameNode | NoteNode;
export type ConnectionEdge = Edge<ConnectionData, 'connection'>;

interface ConnectionData {
  readonly record: ConnectionRecord;
  readonly shift: number;
  /** The line while its cards stand where the document has them. */
  readonly drawn: DrawnLine;
  readonly [key: string]: unknown;
}

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

/** As it is drawn; React Flow is told that it has measured that, for it measures nothing here. */
const sized = (width: number, height: number) => ({ width, height, measured: { width, height } });

function toNode(record: ResourceRecord, position: Position, selected: boolean): ResourceNode {
  return {
    id: record.id,
    type: 'resource',
    position,
    data: { record },
    ...sized(CARD_WIDTH, CARD_HEIGHT),
    handles: [handles.in, handles.out, handles.outcome],
    selected,
    ariaLabel: `${record.name}, ${serviceOf(record.service)?.title ?? record.service}`,
  };
}

/** A collapsed group is a card, to which the lines of its members lead; an open one a frame behind its members. */
function toFrame(record: GroupRecord, frame: Frame, selected: boolean): FrameNode {
  const { x, y, isCollapsed } = frame;
  const common = { id: record.id, type: 'frame', position: { x, y }, data: { record, frame }, selected } as const;
  const ariaLabel = `${record.name}, group of ${counted(record.members.length, 'resource')}`;
  if (isCollapsed) {
    return {
      ...common,
      ...sized(CARD_WIDTH, CARD_HEIGHT),
      handles: [handles.in, handles.out, handles.outcome],
      ariaLabel: `${ariaLabel}, collapsed`,
    };
  }
  return {
    ...common,
    ...sized(frame.width, frame.height),
    zIndex: BEHIND,
    dragHandle: '.frame__head',
    // Within the frame the canvas stays the canvas: only the strip with the name is taken hold of.
    style: { pointerEvents: 'none' },
    ariaLabel,
  };
}

/** Behind lines and cards, also while it is selected, which lifts it by 1000. */
const BEHIND = -2000;

export function nodesOf(
  document: ProjectDocument,
  { resources, groups, notes }: Selection,
  before: readonly CanvasNode[],
): CanvasNode[] {
  const old = new Map(before.map((node) => [node.id, node]));
  const selected = new Set([...resources, ...groups, ...notes]);
  const places = placesOf(document);
  const frames = framesOf(document);
  const hidden = hiddenIn(document);
  const drawn: CanvasNode[] = document.groups.flatMap((record) => {
    const frame = frames.get(record.id);
    if (!frame) return [];
    const node = old.get(record.id);
    const isSelected = selected.has(record.id);
    return node?.type === 'frame' && isSameFrame(node, record, frame) && node.selected === isSelected
      ? node
      : toFrame(record, frame, isSelected);
  });
  for (const record of document.resources) {
    if (hidden.has(record.id)) continue;
    const position = places.get(record.id) ?? { x: 0, y: 0 };
    const isSelected = selected.has(record.id);
    const node = old.get(record.id);
    const isSame =
      node?.type === 'resource' &&
      node.data.record === record &&
      node.position.x === position.x &&
      node.position.y === position.y &&
      node.selected === isSelected;
    drawn.push(isSame ? node : toNode(record, position, isSelected));
  }
  for (const record of document.notes) {
    const place = notePlace(document, record.id);
    const isSelected = selected.has(record.id);
    const node = old.get(record.id);
    const isSame = node?.type === 'note' && isSameNote(node, record, place) && node.selected === isSelected;
    drawn.push(isSame ? node : toNote(record, place, isSelected));
  }
  return drawn;
}

function toNote(record: NoteRecord, { x, y, width, height }: Required<Omit<Place, 'collapsed'>>, selected: boolean) {
  const ariaLabel = `Note: ${firstWords(record.text) || 'empty'}`;
  return {
    id: record.id,
    type: 'note',
    position: { x, y },
    ...sized(width, height),
    data: { record },
    selected,
    ariaLabel,
  } as const;
}

const isSameNote = (node: NoteNode, record: NoteRecord, place: Place): boolean =>
  node.data.record === record &&
  node.position.x === place.x &&
  node.position.y === place.y &&
  node.width === place.width &&
  node.height === place.height;

function isSameFrame(node: FrameNode, record: GroupRecord, frame: Frame): boolean {
  const before = node.data.frame;
  return (
    node.data.record === record &&
    before.isCollapsed === frame.isCollapsed &&
    before.width === frame.width &&
    before.height === frame.height &&
    node.position.x === frame.x &&
    node.position.y === frame.y &&
    (frame.isCollapsed || (node.width === frame.width && node.height === frame.height))
  );
}

/** Lines of members of a collapsed group end at its card; those within it are not drawn. */
export function edgesOf(
  document: ProjectDocument,
  { connections }: Selection,
  before: readonly ConnectionEdge[],
): ConnectionEdge[] {
  const old = new Map(before.map((edge) => [edge.id, edge]));
  const selected = new Set(connections);
  const shown = shownConnections(document);
  const lines = drawnLines(document, (id) => old.get(id)?.data?.drawn);
  const names = new Map(document.resources.map(({ id, name }) => [id, name]));
  return shown.map(({ record, source, target }) => {
    const drawn = lines.get(record.id);
    if (!drawn) throw new Error(`connection ${record.id} has no line`);
    const isSelected = selected.has(record.id);
    const edge = old.get(record.id);
    const isSame =
      edge?.data?.record === record &&
      edge.data.drawn === drawn &&
      edge.source === source &&
      edge.target === target &&
      edge.selected === isSelected;
    if (isSame) return edge;
    return {
      id: record.id,
      type: 'connection',
      source,
      target,
      sourceHandle: isOutcome(record) ? HANDLE.outcome : HANDLE.out,
      targetHandle: HANDLE.in,
      data: { record, shift: drawn.shift, drawn },
      selected: isSelected,
      ariaLabel: ariaLabelOf(record, names),
    };
  });
}

function ariaLabelOf({ kind, from, to }: ConnectionRecord, names: ReadonlyMap<string, string>): string {
  return `${kindOf(kind)?.title ?? kind} from ${names.get(from) ?? from} to ${names.get(to) ?? to}`;
}

export const boxOfNode = ({ position: { x, y }, width = CARD_WIDTH, height = CARD_HEIGHT }: CanvasNode): Box => ({
  x,
  y,
  width,
  height,
});

/** Around some nodes; undefined for none. */
export function nodeBounds(nodes: readonly CanvasNode[]): Box | undefined {
  if (nodes.length === 0) return undefined;
  const boxes = nodes.map(boxOfNode);
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

import { memo } from 'react';
import { type ReactFlowState, useReactFlow, useStore } from 'reactflow';
import { shallow } from 'zustand/shallow';
import { loadLevel } from '#shared/picture/load';
import { useEvaluation } from '../evaluation/store';
import { type Box, boundsOf, CARD_HEIGHT, CARD_WIDTH } from '#shared/picture/geometry';
import type { CanvasNode } from './nodes';
import './overview.css';

const WIDTH = 168;
const HEIGHT = 100;
/** Room around the cards, in units of the canvas. */
const MARGIN = 80;
/** One card alone is not blown up beyond this. */
const MAX_SCALE = 0.16;

/** Where the design lies in the overview: offset and scale from canvas units to pixels. */
interface Fit {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

function fitOf({ x, y, width, height }: Box): Fit {
  const scale = Math.min(MAX_SCALE, WIDTH / (width + 2 * MARGIN), HEIGHT / (height + 2 * MARGIN));
  return { scale, x: (WIDTH - width * scale) / 2 - x * scale, y: (HEIGHT - height * scale) / 2 - y * scale };
}

const nodesOf = ({ nodes }: ReactFlowState) => nodes as unknown as readonly CanvasNode[];

/** Each step of a drag would draw every card anew: they follow when it ends. */
const areShown = (shown: readonly CanvasNode[], now: readonly CanvasNode[]): boolean =>
  shown === now || now.some(({ dragging }) => dragging);

/**
 * The whole design, coloured by load, so that the hot card shows however far one has zoomed in; a press goes there.
 * Its cards are drawn when they change and not when the view moves: only the window over them moves then.
 */
export const Overview = memo(function Overview() {
  const nodes = useStore(nodesOf, areShown);
  const { setCenter, getZoom } = useReactFlow();
  const bounds = boundsOf(nodes.map(({ position }) => position));
  if (!bounds) return null;
  const fit = fitOf(bounds);
  const goTo = (event: React.PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - box.left - fit.x) / fit.scale;
    const y = (event.clientY - box.top - fit.y) / fit.scale;
    void setCenter(x, y, { zoom: getZoom() });
  };
  return (
    <div
      className="overview"
      role="img"
      aria-label="Overview of the design, coloured by load"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && goTo(event)}
    >
      <Cards nodes={nodes} x={fit.x} y={fit.y} scale={fit.scale} />
      <View fit={fit} />
    </div>
  );
});

interface CardsProps extends Fit {
  readonly nodes: readonly CanvasNode[];
}

const Cards = memo(function Cards({ nodes, x, y, scale }: CardsProps) {
  const resources = useEvaluation((state) => state.evaluation?.resources);
  // One path a level: a thousand cards are six elements and not a thousand.
  const paths = new Map<string, string>();
  for (const node of nodes) {
    const { id, position } = node;
    if (node.type === 'note' || (node.type === 'frame' && !node.data.frame.isCollapsed)) continue;
    const members = node.type === 'frame' ? node.data.record.members : [id];
    const level = loadLevel(Math.max(0, ...members.map((member) => resources?.[member]?.utilisation ?? 0)));
    const left = (position.x * scale + x).toFixed(1);
    const top = (position.y * scale + y).toFixed(1);
    const width = (CARD_WIDTH * scale).toFixed(1);
    const card = `M${left} ${top}h${width}v${(CARD_HEIGHT * scale).toFixed(1)}h-${width}z`;
    paths.set(level, (paths.get(level) ?? '') + card);
  }
  return (
    <svg className="overview__cards" width={WIDTH} height={HEIGHT}>
      {[...paths].map(([level, path]) => (
        <path key={level} className={`overview__card--${level}`} d={path} />
      ))}
    </svg>
  );
});

const viewOf = ({ transform, width, height }: ReactFlowState) => [...transform, width, height] as const;

/** The part that is in view, as far as it lies on the overview: a frame of which one side is missing says nothing. */
function View({ fit }: { readonly fit: Fit }) {
  const [x, y, zoom, width, height] = useStore(viewOf, shallow);
  const [left, right] = within(WIDTH, (-x / zoom) * fit.scale + fit.x, (width / zoom) * fit.scale);
  const [top, bottom] = within(HEIGHT, (-y / zoom) * fit.scale + fit.y, (height / zoom) * fit.scale);
  return (
    <div
      className="overview__view"
      style={{ width: right - left, height: bottom - top, transform: `translate(${left}px, ${top}px)` }}
    />
  );
}

const within = (room: number, from: number, length: number): readonly [number, number] => [
  Math.min(room, Math.max(0, from)),
  Math.min(room, Math.max(0, from + length)),
];

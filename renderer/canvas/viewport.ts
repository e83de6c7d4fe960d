/** What commands from outside the canvas do to its view. */
import { getViewportForBounds, type ReactFlowInstance } from 'reactflow';
import type { ProjectDocument } from '#shared/document/schema';
import type { Position } from '#shared/model/edit';
import { type Box, CARD_HEIGHT, CARD_WIDTH, type Route } from '#shared/picture/geometry';
import { boxOf, canvasPlaces, drawnBounds } from '#shared/picture/frames';
import { useView } from '../app/view';
import { drawnLines } from './drawn-lines';
import type { CanvasNode, ConnectionEdge } from './nodes';

type Instance = ReactFlowInstance<CanvasNode, ConnectionEdge>;

export const MIN_ZOOM = 0.1;
export const MAX_ZOOM = 2.5;
/** A small design is not blown up beyond this. */
const MAX_FIT_ZOOM = 1.15;

/** What part of the drawing is shown. */
export type Viewport = ReturnType<Instance['getViewport']>;

let instance: Instance | undefined;
/** Where the design that is shown next was left. */
let kept: Viewport | undefined;
let pane: HTMLElement | undefined;
/** The view that shows the whole design, while nobody has moved it. */
let fitted: Viewport | undefined;

export function holdViewport(next: Instance | undefined, element: HTMLElement | undefined): void {
  instance = next;
  pane = element;
  if (instance) kept = undefined;
}

/** Keeps a viewport for the design that is shown next, and gives the one of now. */
export function keepViewport(next: Viewport | undefined): Viewport | undefined {
  kept = next;
  return instance?.getViewport();
}

/** With what view a design begins in its pane: one that was left goes on where it was, another one is shown whole. */
export function firstView(document: ProjectDocument, element: HTMLElement): Viewport {
  const first = kept ?? wholeView(document, element);
  fitted = kept ? undefined : first;
  return first;
}

/** A pane is dragged in many steps: the drawing follows when it has come to rest. */
const REST_MS = 80;

/** A design that is shown whole stays so in a pane that changes its size. Gives what ends it. */
export function keepWhole(element: HTMLElement, documentNow: () => ProjectDocument): () => void {
  let timer: number | undefined;
  const observer = new ResizeObserver(() => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      if (isWhole()) fitDesign(documentNow());
    }, REST_MS);
  });
  observer.observe(element);
  return () => {
    window.clearTimeout(timer);
    observer.disconnect();
  };
}

/** Nobody has moved the view since it was fitted. */
const isWhole = (): boolean => instance !== undefined && fitted !== undefined && isSame(instance.getViewport(), fitted);

const isSame = (a: Viewport, b: Viewport): boolean =>
  Math.abs(a.x - b.x) < 1 && Math.abs(a.y - b.y) < 1 && Math.abs(a.zoom - b.zoom) < 0.001;

const duration = (): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 240);

export const zoomIn = (): void => void instance?.zoomIn({ duration: duration() });
export const zoomOut = (): void => void instance?.zoomOut({ duration: duration() });

/** Moves the drawing by so many pixels of the window. */
export function panBy(by: Position): void {
  const view = instance?.getViewport();
  if (view) void instance?.setViewport({ ...view, x: view.x + by.x, y: view.y + by.y });
}

/** Shows the whole design, in a short motion. */
export function fitDesign(document: ProjectDocument): void {
  if (!instance || !pane) return;
  const whole = wholeView(document, pane);
  fitted = whole;
  if (!isSame(instance.getViewport(), whole)) void instance.setViewport(whole, { duration: duration() });
}

function wholeView(document: ProjectDocument, element: HTMLElement): Viewport {
  const { width, height } = element.getBoundingClientRect();
  const cards = drawnBounds(document);
  const bounds = cards && reaching(cards, lowestLine(document));
  // A pane that is folded away shows nothing, and has no size to fit anything in.
  const isFitted = bounds !== undefined && width > 0 && height > 0;
  return isFitted ? viewOf(bounds, document, { width, height }) : { x: width / 2, y: height / 3, zoom: 1 };
}

const lowestLine = (document: ProjectDocument): number =>
  Math.max(-Infinity, ...linesOf(document).map(({ middle }) => middle.y));

const linesOf = (document: ProjectDocument): readonly Route[] =>
  [...drawnLines(document, () => undefined).values()].map(({ route }) => route);

/** A line between two cards of the lowest row runs below them. */
const reaching = (box: Box, bottom: number): Box => ({ ...box, height: Math.max(box.height, bottom - box.y) });

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Above the legend; above the overview too where a card or the middle of a line would lie below it. */
function viewOf(bounds: Box, document: ProjectDocument, size: Size): Viewport {
  const fit = (bottom: number): Viewport =>
    getViewportForBounds(bounds, size.width, size.height, MIN_ZOOM, MAX_FIT_ZOOM, {
      left: '66px',
      right: '32px',
      top: '40px',
      bottom: `${bottom}px`,
    });
  const hasBoxes = size.width >= BOXES_FROM.width && size.height >= BOXES_FROM.height;
  if (!hasBoxes) return fit(24);
  const view = fit(LEGEND_ROOM);
  return useView.getState().showsMinimap && isUnderOverview(view, document, size) ? fit(OVERVIEW_ROOM.bottom) : view;
}

/** As in legend.css and overview.css: what they take of the lower edge, and of the right one. */
const LEGEND_ROOM = 88;
/** As in canvas.css: a smaller canvas has neither. */
const BOXES_FROM = { width: 530, height: 280 };
const OVERVIEW_ROOM = { right: 196, bottom: 136 };

function isUnderOverview({ x, y, zoom }: Viewport, document: ProjectDocument, { width, height }: Size): boolean {
  const isUnder = (right: number, bottom: number): boolean =>
    right * zoom + x > width - OVERVIEW_ROOM.right && bottom * zoom + y > height - OVERVIEW_ROOM.bottom;
  for (const place of canvasPlaces(document).values()) {
    const box = boxOf(place);
    if (isUnder(box.x + box.width, box.y + box.height)) return true;
  }
  return linesOf(document).some(({ middle, tip }) => isUnder(Math.max(middle.x, tip.x), middle.y));
}

/** Brings a place into view, unless it is there already. */
export function reveal(place: Position): void {
  if (!instance || !pane) return;
  const { x, y, zoom } = instance.getViewport();
  const { width, height } = pane.getBoundingClientRect();
  const left = place.x * zoom + x;
  const top = place.y * zoom + y;
  const margin = 24;
  const isInView =
    left >= margin &&
    top >= margin &&
    left + CARD_WIDTH * zoom <= width - margin &&
    top + CARD_HEIGHT * zoom <= height - margin &&
    zoom >= 0.45;
  if (isInView) return;
  void instance.setCenter(place.x + CARD_WIDTH / 2, place.y + CARD_HEIGHT / 2, {
    zoom: Math.max(zoom, 0.8),
    duration: duration(),
  });
}

/** Brings what was added to a design into view: a design that was shown whole is shown whole again. */
export function revealAdded(document: ProjectDocument, id: string): void {
  const place = canvasPlaces(document).get(id);
  if (isWhole()) fitDesign(document);
  else if (place) reveal(place);
}

/** The place on the canvas under a point of the window. */
export const placeAt = (point: Position): Position | undefined => instance?.screenToFlowPosition(point);

/** The point of the window at which a place is shown. */
export const pointOf = (place: Position): Position | undefined => instance?.flowToScreenPosition(place);

/** The middle of what is in view, as the upper left corner of a card. */
export function middleOfView(): Position {
  if (!instance || !pane) return { x: 0, y: 0 };
  const { left, top, width, height } = pane.getBoundingClientRect();
  const middle = instance.screenToFlowPosition({ x: left + width / 2, y: top + height / 2 });
  return { x: middle.x - CARD_WIDTH / 2, y: middle.y - CARD_HEIGHT / 2 };
}

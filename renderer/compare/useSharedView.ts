import { type RefObject, useEffect, useState } from 'react';
import type { Position } from '#shared/model/edit';
import { type Box, CARD_HEIGHT, CARD_WIDTH } from '#shared/picture/geometry';

/** Room around the cards, in units of the canvas. */
const MARGIN = 56;
const MAX_ZOOM_OUT = 4;
const MIN_WIDTH = 400;

export interface SharedView {
  /** The part of the canvas that both drawings show. */
  readonly box: Box;
  zoom(factor: number): void;
  fit(): void;
  /** Brings a place into view where it is not. */
  reveal(place: Position): void;
}

/** One view over both drawings: the wheel and a drag in either move both, so that the same place is compared. */
export function useSharedView(bounds: Box | undefined, panes: RefObject<HTMLElement | null>): SharedView {
  const whole = withMargin(bounds);
  const [box, setBox] = useState(whole);
  useEffect(() => {
    const element = panes.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      const svg = (event.target as Element).closest('svg');
      if (!svg) return;
      // With Ctrl the browser would enlarge its page.
      event.preventDefault();
      const scale = unitsPerPixel(svg);
      if (event.ctrlKey || event.metaKey) setBox((now) => zoomed(now, Math.exp(event.deltaY / 300), whole));
      else setBox((now) => ({ ...now, x: now.x + event.deltaX * scale, y: now.y + event.deltaY * scale }));
    };
    const onDrag = (event: PointerEvent): void => {
      const svg = (event.target as Element).closest('svg');
      if (!svg || event.buttons !== 1) return;
      const scale = unitsPerPixel(svg);
      setBox((now) => ({ ...now, x: now.x - event.movementX * scale, y: now.y - event.movementY * scale }));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    element.addEventListener('pointermove', onDrag);
    return () => {
      element.removeEventListener('wheel', onWheel);
      element.removeEventListener('pointermove', onDrag);
    };
  }, [panes, whole]);
  return {
    box,
    zoom: (factor) => setBox((now) => zoomed(now, factor, whole)),
    fit: () => setBox(whole),
    reveal: (place) => setBox((now) => (contains(now, place) ? now : centred(now, place))),
  };
}

function withMargin(bounds: Box | undefined): Box {
  if (!bounds) return { x: 0, y: 0, width: MIN_WIDTH * 2, height: MIN_WIDTH };
  const { x, y, width, height } = bounds;
  return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}

/** About its middle; no closer than a card or two, no farther than from where all is small. */
function zoomed({ x, y, width, height }: Box, factor: number, whole: Box): Box {
  const next = Math.min(Math.max(width * factor, MIN_WIDTH), Math.max(whole.width, MIN_WIDTH) * MAX_ZOOM_OUT);
  const by = next / width;
  return { x: x + (width - width * by) / 2, y: y + (height - height * by) / 2, width: width * by, height: height * by };
}

function contains({ x, y, width, height }: Box, place: Position): boolean {
  const isAcross = place.x >= x && place.x + CARD_WIDTH <= x + width;
  return isAcross && place.y >= y && place.y + CARD_HEIGHT <= y + height;
}

function centred({ width, height }: Box, place: Position): Box {
  const [x, y] = [place.x + CARD_WIDTH / 2 - width / 2, place.y + CARD_HEIGHT / 2 - height / 2];
  return { x, y, width, height };
}

function unitsPerPixel(svg: SVGSVGElement): number {
  const scale = svg.getScreenCTM()?.a ?? 1;
  return 1 / scale;
}

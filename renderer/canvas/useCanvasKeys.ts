import { type RefObject, useEffect } from 'react';
import type { Position } from '#shared/model/edit';
import { setView } from '../app/view';
import { select, selectionOf, showLocation, useSelection } from '../project/selection';
import { currentDocument, dispatch, endMerging } from '../project/store';
import { endConnecting, useConnecting } from './connecting';
import { GRID } from '#shared/picture/geometry';
import { stepTarget, takeTarget } from './gestures';
import { isTyping } from './is-typing';
import { canvasPlaces } from '#shared/picture/frames';
import { nudge, resized } from './move';
import { listOf } from './useCanvasNodes';
import { panBy } from './viewport';
import { type Direction, neighbour } from './walk';

const ARROWS: Readonly<Record<string, Position & { readonly walks: Direction }>> = {
  ArrowLeft: { x: -1, y: 0, walks: 'back' },
  ArrowRight: { x: 1, y: 0, walks: 'on' },
  ArrowUp: { x: 0, y: -1, walks: 'up' },
  ArrowDown: { x: 0, y: 1, walks: 'down' },
};
/** With Shift a card moves, and the view goes, this many steps at once. */
const FAR_STEPS = 5;
/** Pixels that the view goes with an arrow key. */
const PAN_STEP = 40;

/** The keys that belong to the canvas alone: choosing, walking and moving cards, and the targets of a connection. */
export function useCanvasKeys(pane: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTyping(event.target)) return;
      const { from, by } = useConnecting.getState();
      const isTaken =
        from === undefined ? isOnCanvas(event, pane.current) && canvasKeys(event) : connectKeys(event, by);
      if (!isTaken) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onKeyUp = (event: KeyboardEvent): void => {
      if (event.key in ARROWS) endMerging();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    window.addEventListener('keyup', onKeyUp);
    return () => {
      window.removeEventListener('keydown', onKeyDown, { capture: true });
      window.removeEventListener('keyup', onKeyUp);
    };
  }, [pane]);
}

/** The canvas has the keys when the focus is on it, or on nothing; its buttons keep theirs. */
function isOnCanvas({ target }: KeyboardEvent, pane: HTMLElement | null): boolean {
  if (target === document.body) return true;
  return target instanceof Element && pane?.contains(target) === true && target.closest('button, .pick') === null;
}

function canvasKeys(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (ctrlKey || metaKey) return false;
  if (key === 'Escape') {
    select({});
    return true;
  }
  if (key === 'Enter' || key === ' ') return chooseFocused(event.target, event.shiftKey);
  const arrow = ARROWS[key];
  if (!arrow) return false;
  if (altKey) return resizeChosen(arrow, event.shiftKey) || walk(arrow.walks);
  return moveCards(arrow, event.shiftKey) || pan(arrow, event.shiftKey);
}

/** Enter on a card or a line selects it, with Shift beside the others; Enter on the selected one goes to its settings. */
function chooseFocused(target: EventTarget | null, isBesideOthers: boolean): boolean {
  const element =
    target instanceof Element ? target.closest<HTMLElement>('.react-flow__node, .react-flow__edge') : null;
  const id = element?.dataset['id'];
  if (!element || id === undefined) return false;
  const list = element.classList.contains('react-flow__node') ? listOf(id) : 'connections';
  const selection = selectionOf(useSelection.getState());
  const chosen = selection[list];
  if (isBesideOthers) {
    const others = chosen.filter((each) => each !== id);
    select({ ...selection, [list]: others.length < chosen.length ? others : [...chosen, id] });
    return true;
  }
  if (chosen.length !== 1 || chosen[0] !== id) {
    select({ [list]: [id] });
    return true;
  }
  if (list === 'notes') {
    useSelection.setState({ writing: id });
    return true;
  }
  setView({ showsInspector: true, inspectorTab: 'configure' });
  window.requestAnimationFrame(() => {
    document
      .querySelector<HTMLElement>('.inspector form :is(input, select, button[role=switch], [role=radio])')
      ?.focus();
  });
  return true;
}

function walk(direction: Direction): boolean {
  const [from, ...others] = useSelection.getState().resources;
  if (from === undefined || others.length > 0) return false;
  const next = neighbour(currentDocument(), from, direction);
  if (next === undefined) return true;
  showLocation({ resource: next });
  // After the canvas has moved it into view and drawn it.
  window.setTimeout(() => {
    document
      .querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(next)}"]`)
      ?.focus({ preventScroll: true });
  }, 60);
  return true;
}

function moveCards(arrow: Position, isFar: boolean): boolean {
  const { resources, groups, notes } = useSelection.getState();
  const chosen = [...resources, ...groups, ...notes];
  if (chosen.length === 0) return false;
  const step = GRID * (isFar ? FAR_STEPS : 1);
  const positions = nudge(currentDocument(), chosen, { x: arrow.x * step, y: arrow.y * step });
  if (Object.keys(positions).length > 0) dispatch({ do: 'move', positions }, { merge: 'arrow keys' });
  return true;
}

/** With nothing selected the arrows move what is in view, as a scroll bar would. */
function pan(arrow: Position, isFar: boolean): boolean {
  const step = PAN_STEP * (isFar ? FAR_STEPS : 1);
  panBy({ x: -arrow.x * step, y: -arrow.y * step });
  return true;
}

/** Alt and the arrows pull at the right and the lower side of the frame or note that is selected alone. */
function resizeChosen(arrow: Position, isFar: boolean): boolean {
  const { resources, connections, groups, notes } = useSelection.getState();
  const [id, ...others] = [...groups, ...notes, ...resources, ...connections];
  if (id === undefined || others.length > 0 || groups.length + notes.length === 0) return false;
  const document = currentDocument();
  const place = canvasPlaces(document).get(id);
  if (!place || place.collapsed || place.width === undefined || place.height === undefined) return true;
  const step = GRID * (isFar ? FAR_STEPS : 1);
  const box = { ...place, width: place.width + arrow.x * step, height: place.height + arrow.y * step };
  dispatch({ do: 'move', positions: resized(document, id, box) }, { merge: 'resize keys', title: 'Resize' });
  return true;
}

function connectKeys({ key, shiftKey }: KeyboardEvent, by: 'pointer' | 'keyboard'): boolean {
  if (key === 'Escape') {
    endConnecting();
    return true;
  }
  if (by === 'pointer') return false;
  if (key === 'Enter') takeTarget();
  else if (key === 'ArrowRight' || key === 'ArrowDown' || (key === 'Tab' && !shiftKey)) stepTarget(1);
  else if (key === 'ArrowLeft' || key === 'ArrowUp' || key === 'Tab') stepTarget(-1);
  else return false;
  return true;
}

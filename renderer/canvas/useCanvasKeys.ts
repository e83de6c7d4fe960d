import { type RefObject, useEffect } from 'react';
import type { Position } from '#shared/model/edit';
import { useSelection } from '../project/selection';
import { currentDocument, dispatch, endMerging } from '../project/store';
import { endConnecting, useConnecting } from './connecting';
import { GRID } from './geometry';
import { stepTarget, takeTarget } from './gestures';
import { nudge } from './move';

const ARROWS: Readonly<Record<string, Position>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
/** With Shift a card moves this many grid steps. */
const FAR_STEPS = 5;

/** The keys that belong to the canvas alone: moving cards, and walking the targets of a connection. */
export function useCanvasKeys(pane: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (isTyping(event.target)) return;
      const { from, by } = useConnecting.getState();
      const isTaken = from === undefined ? isOnCanvas(event, pane.current) && moveCards(event) : connectKeys(event, by);
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

export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=range]):not([type=checkbox]), textarea, select'))
  );
}

/** The canvas has the keys when the focus is on it, or on nothing. */
function isOnCanvas({ target }: KeyboardEvent, pane: HTMLElement | null): boolean {
  return target === document.body || (target instanceof Node && pane?.contains(target) === true);
}

function moveCards({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const arrow = ARROWS[key];
  const { resources } = useSelection.getState();
  if (!arrow || ctrlKey || metaKey || altKey || resources.length === 0) return false;
  const step = GRID * (shiftKey ? FAR_STEPS : 1);
  const positions = nudge(currentDocument(), resources, { x: arrow.x * step, y: arrow.y * step });
  if (Object.keys(positions).length > 0) dispatch({ do: 'move', positions }, { merge: 'arrow keys' });
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

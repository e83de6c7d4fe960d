/** Copy, cut, paste and duplicate, by the keys of the system or by name. */
import { speak, tell } from '../app/notices';
import { keysOf } from '../app/commands';
import { counted } from '../design/format';
import { deleteSelection } from '../project/actions';
import type { Fragment } from '#shared/document/copies';
import { pastingOf, readFragment, sayFragment, selectedFragment, writeFragment } from '../project/clipboard';
import { select, useSelection } from '../project/selection';
import { currentDocument, dispatch } from '../project/store';
import { GRID, snapPosition } from '#shared/picture/geometry';
import { canvasPlaces } from '#shared/picture/frames';
import { isTyping } from './is-typing';

/** A copy lies this far right of and below its original. */
const STEP = GRID * 4;

function selectedPart(): Fragment | undefined {
  const document = currentDocument();
  return selectedFragment(document, useSelection.getState(), canvasPlaces(document));
}

/** Answers the copy, cut and paste events of the page; text fields keep theirs. */
export function answerClipboard(): () => void {
  const onCopy = (event: ClipboardEvent): void => {
    if (!isShown() || isTyping(event.target) || (window.getSelection()?.toString() ?? '') !== '') return;
    const part = selectedPart();
    if (!part) return;
    event.clipboardData?.setData('text/plain', writeFragment(part));
    event.preventDefault();
    speak(`Copied ${sayFragment(part)}.`);
    if (event.type === 'cut') deleteSelection();
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!isShown() || isTyping(event.target)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (pasteText(text)) event.preventDefault();
  };
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCopy);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCopy);
    document.removeEventListener('paste', onPaste);
  };
}

/** Without a canvas on screen, on the start page or beside a comparison, nothing is copied from it or put on it. */
const isShown = (): boolean => document.querySelector('.canvas') !== null;

function pasteText(text: string): boolean {
  const part = readFragment(text);
  if (!part) {
    if (text.trim() !== '') tell({ tone: 'plain', title: 'The clipboard holds no part of a design' });
    return false;
  }
  add(part, 'Paste');
  return true;
}

function add(part: Fragment, verb: string): void {
  const { edit, selection, leftOut } = pastingOf(currentDocument(), part, freeOffset(part), verb);
  dispatch(edit);
  select(selection);
  speak(`${verb === 'Paste' ? 'Pasted' : 'Duplicated'} ${sayFragment(part)}.`);
  if (leftOut > 0 && verb === 'Paste') {
    tell({ tone: 'plain', title: `${counted(leftOut, 'connection')} to other resources stayed behind` });
  }
}

/** Pasting again and again makes stairs and not a pile. */
function freeOffset({ layout }: Fragment): { x: number; y: number } {
  const taken = new Set([...canvasPlaces(currentDocument()).values()].map(({ x, y }) => `${x} ${y}`));
  const places = Object.values(layout);
  for (let step = STEP; ; step += STEP) {
    const isFree = places.every((place) => {
      const { x, y } = snapPosition({ x: place.x + step, y: place.y + step });
      return !taken.has(`${x} ${y}`);
    });
    if (isFree) return { x: step, y: step };
  }
}

export function duplicateSelection(): void {
  const part = selectedPart();
  if (part) add(part, 'Duplicate');
}

export async function copyByName(): Promise<void> {
  const part = selectedPart();
  if (part) await navigator.clipboard.writeText(writeFragment(part));
}

export async function cutByName(): Promise<void> {
  await copyByName();
  deleteSelection();
}

/** A page may not read the clipboard unasked everywhere; the keys always work. */
export async function pasteByName(): Promise<void> {
  try {
    pasteText(await navigator.clipboard.readText());
  } catch {
    tell({ tone: 'plain', title: `Press ${keysOf('edit.paste') ?? 'the paste keys'} to paste` });
  }
}

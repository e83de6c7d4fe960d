import { type ComponentType, useEffect } from 'react';
import { later } from '../design/later';
import { closeDialog, type DialogId, useDialog } from './dialogs';
import { PanelBoundary } from './PanelBoundary';

interface DialogProps {
  onClose(): void;
}

const palette = later<DialogProps>(async () => (await import('./CommandPalette')).CommandPalette, null);
const dialogs: Readonly<Record<DialogId, ComponentType<DialogProps>>> = {
  palette,
  shortcuts: later<DialogProps>(async () => (await import('./ShortcutList')).ShortcutList, null),
  compare: later<DialogProps>(async () => (await import('../compare/ComparePick')).ComparePick, null),
  quotas: later<DialogProps>(async () => (await import('../inspector/PasteQuotas')).PasteQuotas, null),
  learn: later<DialogProps>(async () => (await import('../learn/Learn')).Learn, null),
  about: later<DialogProps>(async () => (await import('./About')).About, null),
};

/** Milliseconds after which the first screen has what it needs. */
const SETTLED = 1500;

/** The dialogs that are opened by name. All but the palette are loaded when they are first asked for. */
export function Dialogs() {
  const open = useDialog((state) => state.open);
  useEffect(() => {
    // People type on at once behind the palette's keys: it must be there, and not on its way.
    const timer = window.setTimeout(() => void palette.load().catch(() => undefined), SETTLED);
    return () => window.clearTimeout(timer);
  }, []);
  if (open === undefined) return null;
  const Open = dialogs[open];
  return (
    <PanelBoundary key={open} title="The dialog">
      <Open onClose={closeDialog} />
    </PanelBoundary>
  );
}

import { lazy, Suspense } from 'react';
import { closeDialog, useDialog } from './dialogs';

const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette')).CommandPalette }));
const ShortcutList = lazy(async () => ({ default: (await import('./ShortcutList')).ShortcutList }));
const ComparePick = lazy(async () => ({ default: (await import('../compare/ComparePick')).ComparePick }));
const PasteQuotas = lazy(async () => ({ default: (await import('../inspector/PasteQuotas')).PasteQuotas }));
const Learn = lazy(async () => ({ default: (await import('../learn/Learn')).Learn }));
const About = lazy(async () => ({ default: (await import('./About')).About }));

/** The dialogs that are opened by name. Each is loaded when it is first asked for. */
export function Dialogs() {
  const open = useDialog((state) => state.open);
  if (open === undefined) return null;
  return (
    <Suspense fallback={null}>
      {open === 'palette' && <CommandPalette onClose={closeDialog} />}
      {open === 'shortcuts' && <ShortcutList onClose={closeDialog} />}
      {open === 'compare' && <ComparePick onClose={closeDialog} />}
      {open === 'quotas' && <PasteQuotas onClose={closeDialog} />}
      {open === 'learn' && <Learn onClose={closeDialog} />}
      {open === 'about' && <About onClose={closeDialog} />}
    </Suspense>
  );
}

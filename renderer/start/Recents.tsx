import { FileWarning, X } from 'lucide-react';
import type { KeptDraft, RecentProject } from '#shared/host/calls';

interface RecentsProps {
  readonly recents: readonly RecentProject[];
  onOpen(path: string): void;
  onForget(path: string): void;
}

export function Recents({ recents, onOpen, onForget }: RecentsProps) {
  if (recents.length === 0) return null;
  return (
    <section aria-label="Recent designs">
      <h2 className="label start__heading">Recent</h2>
      <ul>
        {recents.map(({ path, name, openedAt, missing }) => (
          <li key={path} className="recent">
            <button type="button" className="recent__open" disabled={missing} title={path} onClick={() => onOpen(path)}>
              <span className="recent__name">{name.replace(/\.spillway$/, '')}</span>
              <span className="recent__when">{missing ? 'no longer there' : dayOf(openedAt)}</span>
            </button>
            <button
              type="button"
              className="icon-button icon-button--small recent__forget"
              aria-label={`Take ${name} off the list`}
              onClick={() => onForget(path)}
            >
              <X size={12} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RecoveredProps {
  readonly drafts: readonly KeptDraft[];
  onOpen(draft: KeptDraft): void;
  onDiscard(id: string): void;
}

/** Work that was not saved when the app ended. */
export function Recovered({ drafts, onOpen, onDiscard }: RecoveredProps) {
  if (drafts.length === 0) return null;
  return (
    <section aria-label="Recovered designs">
      <h2 className="label start__heading">Recovered, not saved</h2>
      <ul>
        {drafts.map((draft) => (
          <li key={draft.id} className="recent recent--draft">
            <FileWarning size={14} aria-hidden="true" />
            <button type="button" className="recent__open" onClick={() => onOpen(draft)}>
              <span className="recent__name">{draft.name.replace(/\.spillway$/, '')}</span>
              <span className="recent__when">{dayOf(draft.writtenAt)}</span>
            </button>
            <button
              type="button"
              className="icon-button icon-button--small recent__forget"
              aria-label={`Discard the recovered ${draft.name}`}
              onClick={() => onDiscard(draft.id)}
            >
              <X size={12} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Today as a time, else as a day. */
function dayOf(moment: string): string {
  const date = new Date(moment);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday
    ? date.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

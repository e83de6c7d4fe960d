import { Pencil, StickyNote } from 'lucide-react';
import type { ProjectEdit } from '#shared/model/edit';
import { useSelection } from '../project/selection';
import { dispatch, endMerging } from '../project/store';
import { Markdown } from './Markdown';
import { NoteText } from './NoteText';
import './note.css';

interface NoteSectionProps {
  readonly target: Extract<ProjectEdit, { do: 'set-note' }>['target'];
  readonly text: string;
}

/** What somebody wrote about a resource or a connection, in the inspector. */
export function NoteSection({ target, text }: NoteSectionProps) {
  const id = 'resource' in target ? target.resource : target.connection;
  const isWritten = useSelection((state) => state.writing === id);
  const write = (): void => useSelection.setState({ writing: id });
  if (isWritten) {
    return (
      <section className="note-section" aria-label="Note">
        <NoteText
          text={text}
          label="Note"
          onChange={(next) => dispatch({ do: 'set-note', target, text: next }, { merge: `note ${id}` })}
          onEnd={() => {
            endMerging();
            useSelection.setState({ writing: undefined });
          }}
        />
      </section>
    );
  }
  if (text === '') {
    return (
      <button type="button" className="note-section__add" onClick={write}>
        <StickyNote size={13} aria-hidden="true" />
        Write a note
      </button>
    );
  }
  return (
    <section className="note-section note-section--read" aria-label="Note">
      <Markdown text={text} />
      <button
        type="button"
        className="icon-button"
        aria-label="Change the note"
        title="Change the note"
        onClick={write}
      >
        <Pencil size={13} aria-hidden="true" />
      </button>
    </section>
  );
}

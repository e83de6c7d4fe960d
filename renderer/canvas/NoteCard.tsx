import { memo } from 'react';
import { type NodeProps, NodeResizer } from 'reactflow';
import { MIN_NOTE } from '#shared/picture/frames';
import { useFound } from '../find/store';
import { Markdown } from '../notes/Markdown';
import { NoteText } from '../notes/NoteText';
import { useSelection } from '../project/selection';
import { currentDocument, dispatch, endMerging } from '../project/store';
import { resized } from './move';
import type { NoteNode } from './nodes';
import '../notes/note.css';

/** A note that stands free on the canvas. */
export const NoteCard = memo(function NoteCard({ id, data: { record }, selected }: NodeProps<NoteNode>) {
  const isWritten = useSelection((state) => state.writing === id);
  const found = useFound(id);
  return (
    <div
      className={`note ${selected ? 'note--selected' : ''} note--${found}`}
      onDoubleClick={() => useSelection.setState({ writing: id })}
    >
      <NodeResizer
        isVisible={selected}
        minWidth={MIN_NOTE.width}
        minHeight={MIN_NOTE.height}
        handleClassName="frame__corner nodrag"
        lineClassName="frame__side nodrag"
        onResizeEnd={(_event, box) =>
          dispatch({ do: 'move', positions: resized(currentDocument(), id, box) }, { title: 'Resize a note' })
        }
      />
      {isWritten ? (
        <NoteText
          className="note__text"
          text={record.text}
          label="Note"
          onChange={(text) =>
            dispatch({ do: 'put-note', note: { ...record, text } }, { merge: `note ${id}`, title: 'Write a note' })
          }
          onEnd={() => endWriting(id)}
        />
      ) : (
        <div className="note__body">
          {record.text === '' ? <p className="dim">Empty note</p> : <Markdown text={record.text} />}
        </div>
      )}
    </div>
  );
});

/** A note in which nothing was written goes again. */
function endWriting(id: string): void {
  useSelection.setState({ writing: undefined });
  const note = currentDocument().notes.find((each) => each.id === id);
  if (note?.text.trim() === '') dispatch({ do: 'remove-note', id }, { merge: `note ${id}`, title: 'Write a note' });
  endMerging();
  document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus();
}

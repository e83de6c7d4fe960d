import { useMemo } from 'react';
import { useSelection } from '../project/selection';
import { documentOf, useProject } from '../project/store';
import { counted } from '../design/format';
import { ArrangeButtons } from './ArrangeButtons';
import { ConnectionInspector } from './ConnectionInspector';
import { DesignInspector } from './DesignInspector';
import { GroupInspector } from './GroupInspector';
import { sharedOf, SharedInspector } from './SharedInspector';
import { NoteInspector } from './NoteInspector';
import { ResourceInspector } from './ResourceInspector';
import './inspector.css';

/** What is selected: its settings, what happens there, its limits, its bill and its code. */
export function Inspector() {
  const document = useProject(documentOf);
  const { resources, connections, groups, notes } = useSelection();
  const selection = useMemo(() => ({ resources, connections, groups, notes }), [resources, connections, groups, notes]);
  if (!document) return null;
  const resource = document.resources.find(({ id }) => id === resources[0]);
  const connection = document.connections.find(({ id }) => id === connections[0]);
  const group = document.groups.find(({ id }) => id === groups[0]);
  const note = document.notes.find(({ id }) => id === notes[0]);
  const isShared = sharedOf(document, selection) !== undefined;
  const chosen = resources.length + connections.length + groups.length + notes.length;
  return (
    <aside className="inspector" aria-label="Inspector">
      {chosen === 1 && resource && <ResourceInspector key={resource.id} record={resource} document={document} />}
      {chosen === 1 && connection && (
        <ConnectionInspector key={connection.id} record={connection} document={document} />
      )}
      {chosen === 1 && group && <GroupInspector key={group.id} record={group} document={document} />}
      {chosen === 1 && note && <NoteInspector key={note.id} record={note} />}
      {resources.length + groups.length + notes.length > 1 && <ArrangeButtons />}
      {chosen > 1 && isShared && <SharedInspector document={document} selection={selection} />}
      {chosen > 1 && !isShared && (
        <div className="empty">
          <strong>
            {[
              resources.length > 0 ? counted(resources.length, 'resource') : '',
              connections.length > 0 ? counted(connections.length, 'connection') : '',
              groups.length > 0 ? counted(groups.length, 'group') : '',
              notes.length > 0 ? counted(notes.length, 'note') : '',
            ]
              .filter(Boolean)
              .join(', ')}{' '}
            selected
          </strong>
          Move, align, distribute, group, copy, duplicate or delete them together. Select one alone, or several of one
          service, to see settings.
        </div>
      )}
      {(chosen === 0 || (chosen === 1 && !resource && !connection && !group && !note)) && (
        <DesignInspector document={document} />
      )}
    </aside>
  );
}

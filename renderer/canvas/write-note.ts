import { noteId } from '#shared/document/ids';
import { canvasPlaces, NOTE_SIZE } from '#shared/picture/frames';
import { freePlace } from '#shared/picture/place';
import { snapPosition } from '#shared/picture/geometry';
import { setView } from '../app/view';
import { select, useSelection } from '../project/selection';
import { currentDocument, dispatch } from '../project/store';
import { middleOfView, reveal } from './viewport';

/** Writes about what is selected alone; with nothing selected a new note stands in the middle of what is in view. */
export function writeNote(): void {
  const { resources, connections, groups, notes } = useSelection.getState();
  const [id, ...others] = [...resources, ...connections, ...notes];
  if (id !== undefined && others.length + groups.length === 0) {
    if (notes.length === 0) setView({ showsInspector: true });
    useSelection.setState({ writing: id });
    return;
  }
  const document = currentDocument();
  const fresh = noteId([...document.resources, ...document.groups, ...document.notes].map((each) => each.id));
  const free = freePlace([...canvasPlaces(document).values()], middleOfView());
  const at = { ...snapPosition(free), ...NOTE_SIZE };
  dispatch({ do: 'put-note', note: { id: fresh, text: '' }, at }, { merge: `note ${fresh}` });
  reveal(at);
  select({ notes: [fresh] });
  useSelection.setState({ writing: fresh });
}

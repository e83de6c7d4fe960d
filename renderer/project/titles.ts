/** What an edit is called in the undo list, in the words of the drawing. */
import type { ProjectDocument } from '#shared/document/schema';
import { describeFields } from '#shared/model/field';
import type { ProjectEdit } from '#shared/model/edit';
import { counted } from '../design/format';
import { kindOf, serviceOf } from './catalogue';

export function editTitle(edit: ProjectEdit, document: ProjectDocument): string {
  const nameOf = (id: string): string =>
    [...document.resources, ...document.groups].find((each) => each.id === id)?.name ??
    (document.notes.some((note) => note.id === id) ? 'a note' : id);
  switch (edit.do) {
    case 'add-resource':
      return `Add ${edit.resource.name}`;
    case 'remove-resource':
      return `Delete ${nameOf(edit.id)}`;
    case 'connect':
      return `Connect ${nameOf(edit.connection.from)} to ${nameOf(edit.connection.to)}`;
    case 'disconnect':
      return 'Delete a connection';
    case 'rename':
      return `Rename ${nameOf(edit.id)}`;
    case 'set-config':
      return `Set ${fieldTitle(edit, document)}`;
    case 'move': {
      const ids = Object.keys(edit.positions);
      return ids.length === 1 ? `Move ${nameOf(ids[0] ?? '')}` : `Move ${counted(ids.length, 'resource')}`;
    }
    case 'put-group':
      return document.groups.some(({ id }) => id === edit.group.id)
        ? `Change the group ${edit.group.name}`
        : `Group ${counted(edit.group.members.length, 'resource')}`;
    case 'remove-group':
      return `Ungroup ${nameOf(edit.id)}`;
    case 'put-note':
      return document.notes.some(({ id }) => id === edit.note.id) ? 'Change a note' : 'Add a note';
    case 'remove-note':
      return 'Delete a note';
    case 'set-note':
      return edit.text === '' ? 'Take a note away' : 'Write a note';
    case 'set-account':
      if (edit.region !== undefined) return `Set the Region to ${edit.region}`;
      return edit.freeTier === undefined ? 'Set account quotas' : `${edit.freeTier ? 'Count' : 'Ignore'} the free tier`;
    case 'set-name':
      return 'Rename the design';
    case 'acknowledge':
      return 'Acknowledge a finding';
    case 'unacknowledge':
      return 'Take back an acknowledgement';
    case 'put-scenario':
      return 'Change a scenario';
    case 'remove-scenario':
      return 'Delete a scenario';
    case 'put-assertion':
      return 'Change an assertion';
    case 'remove-assertion':
      return 'Delete an assertion';
    case 'all':
      return edit.title;
    default:
      return edit satisfies never;
  }
}

function fieldTitle(edit: Extract<ProjectEdit, { do: 'set-config' }>, document: ProjectDocument): string {
  const { target } = edit;
  const schema =
    'resource' in target
      ? serviceOf(document.resources.find(({ id }) => id === target.resource)?.service)?.config
      : kindOf(document.connections.find(({ id }) => id === target.connection)?.kind)?.config;
  const field = schema && describeFields(schema).find(({ name }) => name === edit.field);
  return field ? field.title.toLowerCase() : edit.field;
}

import { beforeEach, expect, it } from 'vitest';
import { kindOf, serviceOf } from '../../../renderer/project/catalogue';
import {
  addAfter,
  addResource,
  connect,
  deleteSelection,
  insertBetween,
  selectAll,
} from '../../../renderer/project/actions';
import { freshName } from '../../../renderer/project/names';
import { select, useSelection } from '../../../renderer/project/selection';
import { currentDocument, openDocument, undoStep, useProject } from '../../../renderer/project/store';
import { aDocument, aFunction, anApi, joined } from '../../support/builders';

const known = <T>(thing: T | undefined): T => {
  if (thing === undefined) throw new Error('the registry has changed');
  return thing;
};

beforeEach(() => {
  openDocument({
    document: aDocument(anApi('api'), aFunction('worker'), joined('api-gateway/lambda-proxy', 'api', 'worker')),
  });
});

it.each([
  ['queue', ['queue'], 'queue-2'],
  ['Orders API', ['Orders API', 'Orders API 2'], 'Orders API 3'],
  ['queue', [], 'queue'],
])('a new %s beside %j is called %s', (wanted, taken, name) => {
  expect(freshName(wanted, taken)).toBe(name);
});

it('adding behind a resource connects the two in one step', () => {
  const id = addAfter('worker', known(serviceOf('sqs')), known(kindOf('lambda/send-message')), { x: 0, y: 0 });
  expect(currentDocument().connections.find(({ to }) => to === id)).toMatchObject({
    from: 'worker',
    kind: 'lambda/send-message',
  });
  expect(useSelection.getState().resources).toEqual([id]);
  undoStep();
  expect(currentDocument().resources).toHaveLength(2);
});

it('a service put between two takes the place of their connection in one step', () => {
  const [old] = currentDocument().connections;
  const kinds = {
    before: known(kindOf('api-gateway/sqs-integration')),
    behind: known(kindOf('lambda/queue-event-source')),
  };
  insertBetween(known(old), known(serviceOf('sqs')), kinds, { x: 0, y: 0 });
  expect(currentDocument().connections.map(({ from, to }) => `${from} ${to}`)).toEqual(['api queue', 'queue worker']);
  undoStep();
  expect(currentDocument().connections.map(({ id }) => id)).toEqual(['api--worker']);
});

it('a connection goes with its ends, and undo brings all back', () => {
  addResource(known(serviceOf('sqs')), { x: 0, y: 0 });
  connect('worker', 'queue', known(kindOf('lambda/send-message')));
  selectAll();
  deleteSelection();
  expect(currentDocument()).toMatchObject({ resources: [], connections: [] });
  expect(useProject.getState().history?.past.at(-1)?.title).toBe('Delete 3 resources');
  undoStep();
  expect(currentDocument().connections).toHaveLength(2);
});

it('a connection is deleted alone when only it is selected', () => {
  select({ connections: ['api--worker'] });
  deleteSelection();
  expect(currentDocument().resources).toHaveLength(2);
  expect(currentDocument().connections).toHaveLength(0);
});

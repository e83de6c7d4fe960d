import { expect, it } from 'vitest';
import { applyEdit } from '#shared/document/edit';
import { writeDocument } from '#shared/document/write';
import { services } from '#shared/services/registry';
import { NOTHING_SELECTED } from '../../../renderer/project/selection';
import { pastingOf, readFragment, selectedFragment, writeFragment } from '../../../renderer/project/clipboard';
import { aDocument, aFunction, aQueue, aTopic, joined } from '../../support/builders';

const drawn = aDocument(
  aTopic('events'),
  aQueue('jobs'),
  aFunction('worker', { timeout: 60 }),
  joined('sns/queue-subscription', 'events', 'jobs'),
  joined('lambda/queue-event-source', 'jobs', 'worker', { batchSize: 5 }),
);
const places = new Map(drawn.resources.map(({ id }, index) => [id, { x: index * 300, y: 0 }]));
const copied = selectedFragment(drawn, { ...NOTHING_SELECTED, resources: ['jobs', 'worker'] }, places);
if (!copied) throw new Error('nothing was copied');

it('a selection goes over the clipboard as plain JSON and comes back the same', () => {
  expect(readFragment(writeFragment(copied))).toEqual(copied);
});

it('a whole project file can be pasted', () => {
  expect(readFragment(writeDocument(drawn, services))?.resources).toHaveLength(3);
});

it.each(['', 'hello', '{', '{"resources": []}', '[1]', '{"resources": [{"id": 5}]}'])(
  '%s is no part of a design',
  (text) => {
    expect(readFragment(text)).toBeUndefined();
  },
);

it('pasting gives fresh ids and names, keeps what joins the copies, and says what stayed behind', () => {
  const { edit, selection, leftOut } = pastingOf(drawn, copied, { x: 32, y: 32 });
  const { document, inverse } = applyEdit(drawn, edit, services);
  expect(selection.resources).toEqual(['jobs-2', 'worker-2']);
  expect(leftOut).toBe(1);
  expect(document.resources.find(({ id }) => id === 'worker-2')).toMatchObject({
    name: 'worker-2',
    config: { timeout: 60 },
  });
  expect(document.connections.find(({ from }) => from === 'jobs-2')).toMatchObject({
    to: 'worker-2',
    config: { batchSize: 5 },
  });
  expect(document.layout['worker-2']).toEqual({ x: 632, y: 32 });
  expect(writeDocument(applyEdit(document, inverse, services).document, services)).toBe(writeDocument(drawn, services));
});

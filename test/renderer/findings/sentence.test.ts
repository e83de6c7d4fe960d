import { expect, it } from 'vitest';
import { asSentence } from '../../../renderer/findings/sentence';

const resources = [{ name: 'order' }, { name: 'api' }, { name: 'my queue' }];

it.each([
  ['visibility timeout is 30 s', 'Visibility timeout is 30 s'],
  ['a message comes back', 'A message comes back'],
  ['orders are lost', 'Orders are lost'],
])('“%s” begins with a capital letter', (message, sentence) => {
  expect(asSentence(message, resources)).toBe(sentence);
});

it.each([
  'order tries charge-card once',
  'api is called but passes requests on to nothing',
  'my queue keeps failed work',
  'api, order and 3 more keep nothing',
  'billing-failed keeps failed work',
  'batchSize is unknown',
])('“%s” begins with what is written as it is', (message) => {
  expect(asSentence(message, resources)).toBe(message);
});

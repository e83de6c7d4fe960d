import { expect, it } from 'vitest';
import { placesIn } from '#shared/document/place';

const text = `{
  "format": 1,
  "account": { "quotas": {
    "box/boxes": 5 } },
  "resources": [
    { "id": "a", "config": {
      "limit": 3 } },
    { "id": "b" }
  ],
  "connections": [
    { "id": "a--b" }
  ]
}`;

it('a finding is shown where the text has its field, its resource or its connection', () => {
  const placeOf = placesIn(text);
  expect(placeOf({ resource: 'a', field: 'limit' })).toEqual({ line: 7, column: 16 });
  expect(placeOf({ resource: 'a', field: 'unset' })).toEqual({ line: 6, column: 28 });
  expect(placeOf({ resource: 'b' })).toEqual({ line: 8, column: 5 });
  expect(placeOf({ connection: 'a--b', field: 'x' })).toEqual({ line: 11, column: 5 });
  expect(placeOf({ field: 'box/boxes' })).toEqual({ line: 4, column: 18 });
  expect(placeOf({ resource: 'nobody' })).toBeUndefined();
  expect(placeOf({})).toBeUndefined();
  expect(placesIn('{')({ resource: 'a' })).toBeUndefined();
});

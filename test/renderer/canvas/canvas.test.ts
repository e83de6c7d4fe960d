import { describe, expect, it } from 'vitest';
import { badgeLines } from '#shared/picture/badge-lines';
import { CARD_HEIGHT, CARD_WIDTH, detailAt, routeBetween, snapPosition, strokeOf } from '#shared/picture/geometry';
import { layered } from '../../../renderer/canvas/layered';
import { movesOf, nudge } from '../../../renderer/canvas/move';
import { edgesOf, nodesOf } from '../../../renderer/canvas/nodes';
import { NOTHING_SELECTED } from '../../../renderer/project/selection';
import { searchItems } from '../../../renderer/canvas/pick';
import { freePlace, placesOf } from '#shared/picture/place';
import { verdictBetween, verdictOf, verdictOnNew } from '../../../renderer/canvas/verdicts';
import { neighbour } from '../../../renderer/canvas/walk';
import { serviceOf, services } from '../../../renderer/project/catalogue';
import { aClient, aDocument, aFunction, anApi, aQueue, joined } from '../../support/builders';

const chain = aDocument(
  aClient('shoppers'),
  anApi('api'),
  aFunction('worker'),
  aQueue('failed'),
  joined('client/http-request', 'shoppers', 'api'),
  joined('api-gateway/lambda-proxy', 'api', 'worker'),
  joined('lambda/send-message', 'worker', 'failed'),
);
const nothing = NOTHING_SELECTED;

describe('places', () => {
  it('what has no place in the file stands in columns by its distance from the entries', () => {
    const places = placesOf(chain);
    const columns = ['shoppers', 'api', 'worker', 'failed'].map((id) => places.get(id)?.x ?? NaN);
    expect(columns).toEqual(columns.toSorted((a, b) => a - b));
    expect(new Set(columns).size).toBe(4);
  });

  it('a place from the file always wins, and a loop is placed too', () => {
    const loop = aDocument(
      aFunction('a'),
      aQueue('b'),
      joined('lambda/send-message', 'a', 'b'),
      joined('lambda/queue-event-source', 'b', 'a'),
    );
    const places = placesOf({ ...loop, layout: { a: { x: 40, y: 48 } } });
    expect(places.get('a')).toEqual({ x: 40, y: 48 });
    expect(places.get('b')?.y).toBeGreaterThan(48 + CARD_HEIGHT);
  });

  it('a free place lies below what is there', () => {
    expect(freePlace([{ x: 0, y: 0 }], { x: 8, y: 8 }).y).toBeGreaterThanOrEqual(CARD_HEIGHT);
    expect(freePlace([{ x: 900, y: 0 }], { x: 8, y: 8 })).toEqual({ x: 8, y: 8 });
  });
});

describe('moves', () => {
  it('the first drag also writes down the places that were only shown', () => {
    const moves = movesOf(chain, new Map([['api', { x: 500, y: 100 }]]));
    expect(Object.keys(moves).toSorted()).toEqual(['api', 'failed', 'shoppers', 'worker']);
    expect(moves['api']).toEqual({ x: 504, y: 104 });
  });

  it('dropping a card where it was is no edit', () => {
    const placed = {
      ...chain,
      layout: Object.fromEntries([...placesOf(chain)].map(([id, place]) => [id, snapPosition(place)])),
    };
    expect(movesOf(placed, new Map([['api', placed.layout['api'] ?? { x: 0, y: 0 }]]))).toEqual({});
    expect(nudge(placed, ['api'], { x: 8, y: 0 })).toEqual({
      api: { x: (placed.layout['api']?.x ?? 0) + 8, y: placed.layout['api']?.y },
    });
  });
});

describe('what React Flow sees', () => {
  it('keeps the objects of what did not change', () => {
    const before = nodesOf(chain, nothing, []);
    const after = nodesOf(chain, { ...NOTHING_SELECTED, resources: ['api'] }, before);
    expect(after.filter((node, index) => node !== before[index]).map(({ id }) => id)).toEqual(['api']);
    const lines = edgesOf(chain, nothing, []);
    expect(edgesOf(chain, nothing, lines)).toEqual(lines);
    expect(edgesOf(chain, nothing, lines)[0]).toBe(lines[0]);
  });

  it('two lines between the same cards lie apart', () => {
    const twice = aDocument(
      aFunction('a'),
      aFunction('b'),
      joined('lambda/invoke', 'a', 'b'),
      joined('lambda/invoke-async', 'a', 'b', {}, 'a--b-2'),
    );
    const shifts = edgesOf(twice, nothing, []).map(({ data }) => data?.shift ?? NaN);
    expect(shifts.toSorted((x, y) => x - y)).toEqual([-7, 7]);
  });
});

describe('lines', () => {
  const from = { x: 0, y: 0 };

  it('work goes from the right side to the left side', () => {
    const { start, tip } = routeBetween(from, { x: 400, y: 200 }, false);
    expect(start).toMatchObject({ x: CARD_WIDTH, y: CARD_HEIGHT / 2 });
    expect(tip).toMatchObject({ x: 400, y: 200 + CARD_HEIGHT / 2, turn: 0 });
  });

  it.each([
    ['below', { x: 0, y: 300 }, { x: CARD_WIDTH / 2, y: 300 }, 90],
    ['above', { x: 0, y: -300 }, { x: CARD_WIDTH / 2, y: -300 + CARD_HEIGHT }, -90],
    ['in the same row', { x: 600, y: 20 }, { x: 600 + CARD_WIDTH / 2, y: 20 + CARD_HEIGHT }, -90],
    ['aside', { x: 600, y: 120 }, { x: 600, y: 120 + CARD_HEIGHT / 2 }, 0],
  ])('failed work reaches a card %s from the side that it meets', (_where, to, tip, turn) => {
    expect(routeBetween(from, to, true).tip).toMatchObject({ ...tip, turn });
  });

  it('are wider in three steps of the rate', () => {
    expect([1, 10, 999, 1000].map(strokeOf)).toEqual([1, 2, 2, 3]);
  });

  it('say less the farther they are away', () => {
    expect([1, 0.5, 0.2].map(detailAt)).toEqual(['near', 'middle', 'far']);
  });

  it('a badge is broken at its points and cut to the room between two cards', () => {
    expect(badgeLines('batch 10 · max 20', 200)).toEqual(['batch 10 · max 20']);
    expect(badgeLines('batch 10 · max 20', 64)).toEqual(['batch 10', 'max 20']);
    expect(badgeLines('GET /v1/customers/{id}', 64)).toEqual(['GET', expect.stringMatching(/^\/v1.*…$/)]);
    expect(badgeLines('batch 1000 × 5 s', 64)).toEqual(['batch', '1000 × 5 s']);
    expect(badgeLines('POST /', 31)).toEqual([]);
  });
});

describe('what may be drawn', () => {
  const record = (id: string) =>
    chain.resources.find((resource) => resource.id === id) ?? { id, service: '', name: id, config: {} };

  it('several kinds may fit, of which each is offered', () => {
    expect(verdictOf(record('worker'), { ...record('worker'), id: 'other' }, 'work').kinds.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['lambda/invoke', 'lambda/invoke-async']),
    );
  });

  it('a refusal says why and what to draw instead', () => {
    const { kinds, refusal } = verdictOf(record('failed'), record('shoppers'), 'either');
    expect(kinds).toEqual([]);
    expect(refusal?.why).not.toBe('');
    expect(refusal?.instead).not.toBe('');
  });

  it('the bottom of a card leads to where failed work is kept, its side to where work goes on', () => {
    const outcome = verdictOf(record('worker'), record('failed'), 'outcome').kinds;
    expect(outcome.length).toBeGreaterThan(0);
    expect(outcome.every(({ role }) => role !== 'work')).toBe(true);
    expect(verdictOf(record('worker'), record('failed'), 'work').kinds.every(({ role }) => role === 'work')).toBe(true);
    expect(verdictOf(record('api'), record('worker'), 'outcome').refusal?.instead).toContain('right side');
  });

  it('a queue fits between an API and a function, a client does not', () => {
    const [queue, client] = [serviceOf('sqs'), serviceOf('client')];
    if (!queue || !client) throw new Error('the registry has changed');
    const { before, behind } = verdictBetween(record('api'), record('worker'), queue, 'work');
    expect([before.kinds.length > 0, behind.kinds.length > 0]).toEqual([true, true]);
    expect(verdictOnNew(record('api'), client, 'either').kinds).toEqual([]);
  });

  it('work is not handed on as what is left of failed work: a second queue between a queue and its function', () => {
    const queue = serviceOf('sqs');
    if (!queue) throw new Error('the registry has changed');
    const { before } = verdictBetween(record('failed'), record('worker'), queue, 'work');
    expect(before.kinds).toEqual([]);
    expect(before.refusal?.why).toContain('only failed or finished work');
  });
});

it('a service is found by what one wants of it', () => {
  const items = services.map(({ id, title, summary, keywords }) => ({ id, title, detail: summary, words: keywords }));
  const first = (query: string): string | undefined => searchItems(items, query)[0]?.id;
  expect(first('buffer')).toBe('sqs');
  expect(first('fan out')).toBe('sns');
  expect(first('lambda')).toBe('lambda');
  expect(first('shard')).toBe('kinesis');
  expect(searchItems(items, 'zebra')).toEqual([]);
});

it('the keyboard follows connections, and goes up and down', () => {
  const placed = { ...chain, layout: { ...Object.fromEntries(placesOf(chain)), failed: { x: 640, y: 300 } } };
  expect(neighbour(placed, 'api', 'on')).toBe('worker');
  expect(neighbour(placed, 'api', 'back')).toBe('shoppers');
  expect(neighbour(placed, 'worker', 'down')).toBe('failed');
  expect(neighbour(placed, 'shoppers', 'back')).toBeUndefined();
});

it('tidying lays a chain from left to right without overlap, and leaves its upper left corner where it was', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((id) => ({ id, x: 80, y: 160 }));
  const edges = [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'b', to: 'd' },
  ];
  const places = new Map(layered({ nodes, edges }));
  const x = (id: string): number => places.get(id)?.x ?? NaN;
  expect(x('a') + CARD_WIDTH).toBeLessThan(x('b'));
  expect(x('b') + CARD_WIDTH).toBeLessThan(x('c'));
  expect(Math.abs((places.get('c')?.y ?? 0) - (places.get('d')?.y ?? 0))).toBeGreaterThanOrEqual(CARD_HEIGHT);
  expect(Math.min(...[...places.values()].map((place) => place.x))).toBe(80);
  expect(Math.min(...[...places.values()].map((place) => place.y))).toBe(160);
});

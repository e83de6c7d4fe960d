import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alignment, aligned, distributed } from '../../../renderer/canvas/align';
import { guidesOf } from '../../../renderer/canvas/guides';
import { applyingToAll, sharedOf } from '../../../renderer/inspector/SharedInspector';
import { NOTHING_SELECTED } from '../../../renderer/project/selection';
import { aDocument, aFunction, aQueue, joined } from '../../support/builders';

const box = (id: string, x: number, y: number, width = 216, height = 80) => ({ id, x, y, width, height });
const three = [box('a', 0, 0), box('b', 320, 40), box('c', 800, 240, 400, 160)];

describe('aligning', () => {
  it.each<[Alignment, readonly (readonly [number, number])[]]>([
    [
      'left',
      [
        [0, 0],
        [0, 40],
        [0, 240],
      ],
    ],
    [
      'centre',
      [
        [492, 0],
        [492, 40],
        [400, 240],
      ],
    ],
    [
      'right',
      [
        [984, 0],
        [984, 40],
        [800, 240],
      ],
    ],
    [
      'top',
      [
        [0, 0],
        [320, 0],
        [800, 0],
      ],
    ],
    [
      'middle',
      [
        [0, 160],
        [320, 160],
        [800, 120],
      ],
    ],
    [
      'bottom',
      [
        [0, 320],
        [320, 320],
        [800, 240],
      ],
    ],
  ])('%s', (how, places) => {
    expect([...aligned(three, how).values()].map(({ x, y }) => [x, y])).toEqual(places);
  });
});

describe('distributing', () => {
  it('leaves the same room between each two, and the outermost where they are', () => {
    expect(distributed(three, 'x')).toEqual(new Map([['b', { x: 400, y: 40 }]]));
    expect(distributed(three, 'y')).toEqual(new Map([['b', { x: 320, y: 120 }]]));
  });

  it('gives rooms that differ by one step of the grid at most, and keeps the order', () => {
    const boxes = fc.array(fc.record({ x: fc.nat(300), width: fc.integer({ min: 1, max: 40 }) }), {
      minLength: 3,
      maxLength: 9,
    });
    fc.assert(
      fc.property(boxes, (sizes) => {
        let x = 0;
        // Side by side, in any rooms: what overlaps has no order to keep.
        const all = sizes.map(({ x: room, width }, index) => {
          const placed = box(String.fromCharCode(97 + index), x, 0, width * 8);
          x += width * 8 + room * 8;
          return placed;
        });
        const moved = distributed(all, 'x');
        const after = all.map((each) => ({ ...each, ...moved.get(each.id) }));
        const rooms = after.slice(1).map((each, index) => each.x - (after[index]?.x ?? 0) - (after[index]?.width ?? 0));
        expect(Math.min(...rooms)).toBeGreaterThanOrEqual(0);
        expect(Math.max(...rooms) - Math.min(...rooms)).toBeLessThanOrEqual(8);
      }),
    );
  });
});

describe('guides', () => {
  it('show where edges and middles meet, the nearest of several', () => {
    const others = [box('a', 0, 200), box('far', 0, 800), box('b', 500, 0)];
    expect(guidesOf(box('m', 0, 0), others)).toEqual([
      { axis: 'x', at: 0, from: 0, to: 280 },
      { axis: 'x', at: 108, from: 0, to: 280 },
      { axis: 'x', at: 216, from: 0, to: 280 },
      { axis: 'y', at: 0, from: 0, to: 716 },
    ]);
  });

  it('are none where nothing meets, or only far away', () => {
    expect(guidesOf(box('m', 8, 8), [box('a', 0, 200)])).toEqual([]);
    expect(guidesOf(box('m', 0, 0), [box('a', 0, 4000)])).toEqual([]);
  });
});

describe('settings of several', () => {
  const drawn = aDocument(
    aQueue('jobs', { fifo: true }),
    aQueue('spare'),
    aFunction('worker'),
    aFunction('other', { timeout: 30 }),
    joined('lambda/queue-event-source', 'jobs', 'worker'),
  );
  const of = (resources: readonly string[], connections: readonly string[] = []) =>
    sharedOf(drawn, { ...NOTHING_SELECTED, resources, connections });

  it('are shared by those of one service alone', () => {
    expect(of(['worker', 'other'])?.items).toEqual([
      { target: { resource: 'other' }, config: { timeout: 30 } },
      { target: { resource: 'worker' }, config: {} },
    ]);
    expect(of(['worker', 'jobs'])).toBeUndefined();
    expect(of(['worker'])).toBeUndefined();
    expect(of(['worker', 'other'], ['jobs--worker'])).toBeUndefined();
  });

  it('apply to each of them', () => {
    const shared = of(['worker', 'other']);
    expect(shared && applyingToAll(shared).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['memory', 'timeout', 'reservedConcurrency']),
    );
  });
});

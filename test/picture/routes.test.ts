import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detour } from '#shared/picture/detour';
import { type Box, CARD_HEIGHT, CARD_WIDTH, routeBetween } from '#shared/picture/geometry';
import { type LineEnds, Router, routesOf } from '#shared/picture/routes';

const card = (x: number, y: number): Box => ({ x, y, width: CARD_WIDTH, height: CARD_HEIGHT });
const line = (from: Box, to: Box, more: Partial<LineEnds> = {}): LineEnds => ({
  id: 'line',
  from,
  to,
  isOutcome: false,
  shift: 0,
  badge: '',
  ...more,
});
const one = (ends: LineEnds, cards: readonly Box[]) => {
  const route = routesOf([ends], cards).get(ends.id);
  if (!route) throw new Error('no route');
  return route;
};

/** Points of a path of curves and straight pieces, close enough to find what it crosses. */
function pointsOf(path: string): readonly (readonly [number, number])[] {
  const points: [number, number][] = [];
  let at: [number, number] = [0, 0];
  for (const [, letter, rest = ''] of path.matchAll(/([MLQC])([^MLQC]*)/g)) {
    const numbers = rest.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
    const ways = [at, ...pairs(numbers)];
    for (let step = 0; step <= 40; step += 1) points.push(bezier(ways, letter === 'M' ? 1 : step / 40));
    at = ways.at(-1) ?? at;
  }
  return points;
}
const pairs = (numbers: readonly number[]): [number, number][] =>
  numbers.flatMap((x, index) => (index % 2 === 0 ? [[x, numbers[index + 1] ?? 0] as [number, number]] : []));
function bezier(ways: readonly [number, number][], t: number): [number, number] {
  if (ways.length === 1) return ways[0] ?? [0, 0];
  const next = ways.slice(1).map(([x, y], index): [number, number] => {
    const [px, py] = ways[index] ?? [x, y];
    return [px + (x - px) * t, py + (y - py) * t];
  });
  return bezier(next, t);
}
const crosses = (path: string, { x, y, width, height }: Box): boolean =>
  pointsOf(path).some(([px, py]) => px > x + 3 && px < x + width - 3 && py > y + 3 && py < y + height - 3);

describe('a line', () => {
  it('is the plain curve where nothing is in the way', () => {
    const [from, to] = [card(0, 0), card(400, 120)];
    expect(one(line(from, to), [from, to]).path).toBe(routeBetween(from, to, false).path);
  });

  it('goes around a card that stands between', () => {
    const [from, between, to] = [card(0, 0), card(320, 0), card(640, 0)];
    const route = one(line(from, to), [from, between, to]);
    expect(crosses(routeBetween(from, to, false).path, between)).toBe(true);
    expect(crosses(route.path, between)).toBe(false);
    // It leaves and arrives where it did, so that the ends are drawn the same.
    expect(route.start).toEqual(routeBetween(from, to, false).start);
    expect(route.tip).toEqual(routeBetween(from, to, false).tip);
  });

  it('that turns back does not run behind its own cards', () => {
    const [from, to] = [card(400, 0), card(0, 0)];
    const { path } = one(line(from, to), [from, to]);
    expect([crosses(path, from), crosses(path, to)]).toEqual([false, false]);
  });

  it('of failed work takes the near side of the card below', () => {
    const [from, to] = [card(400, 0), card(80, 160)];
    const { path } = one(line(from, to, { isOutcome: true }), [from, to]);
    expect(crosses(path, to)).toBe(false);
  });

  it('never crosses a card that it can go around', () => {
    const places = fc.uniqueArray(fc.tuple(fc.nat(3), fc.nat(4)), {
      minLength: 3,
      maxLength: 8,
      selector: ([column, row]) => `${column} ${row}`,
    });
    fc.assert(
      fc.property(places, fc.boolean(), (spots, isOutcome) => {
        const cards = spots.map(([column, row]) => card(column * 320, row * 160));
        const [from, to] = cards;
        if (!from || !to) throw new Error('two cards at least');
        const { path } = one(line(from, to, { isOutcome }), cards);
        expect(cards.filter((each) => crosses(path, each))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same line in the same drawing, whatever else is drawn first', () => {
    const cards = [card(0, 0), card(320, 0), card(640, 0), card(320, 160)];
    const [from, , to, below] = cards as [Box, Box, Box, Box];
    const both = [line(from, to, { id: 'a' }), line(from, below, { id: 'b' })];
    expect(routesOf(both, cards).get('a')).toEqual(routesOf(both, cards.toReversed()).get('a'));
  });
});

it('a place with no way out has no detour, and the search ends', () => {
  const walls = [
    { x: -100, y: -100, width: 200, height: 40 },
    { x: -100, y: 60, width: 200, height: 40 },
    { x: -100, y: -100, width: 40, height: 200 },
    { x: 60, y: -100, width: 40, height: 200 },
  ];
  expect(detour({ x: 0, y: 0 }, { x: 500, y: 0 }, walls, 0)).toBeUndefined();
});

describe('a drawing that changes', () => {
  it('has the lines of a fresh one, whatever moved, came or went', () => {
    const spot = fc.record({ x: fc.integer({ min: 0, max: 12 }), y: fc.integer({ min: 0, max: 10 }) });
    const drawing = fc.record({
      cards: fc.array(spot, { minLength: 2, maxLength: 14 }),
      joins: fc.array(fc.tuple(fc.nat(13), fc.nat(13), fc.boolean()), { maxLength: 12 }),
    });
    fc.assert(
      fc.property(
        drawing,
        fc.array(fc.record({ card: fc.nat(13), to: fc.option(spot) }), { maxLength: 6 }),
        (first, steps) => {
          const router = new Router();
          const cards = first.cards.map(({ x, y }) => card(x * 120, y * 48));
          const isDrawnAnew = (): void => {
            const lines = first.joins.flatMap(([from, to, isOutcome], index) => {
              const [a, b] = [cards[from], cards[to]];
              return a && b && a !== b
                ? [line(a, b, { id: `${index}`, isOutcome, badge: index % 3 === 0 ? 'batch of 10' : '' })]
                : [];
            });
            expect(router.routes(lines, [...cards])).toEqual(routesOf(lines, cards));
          };
          isDrawnAnew();
          for (const { card: at, to } of steps) {
            if (to === null) cards.splice(at, 1);
            else cards[Math.min(at, cards.length)] = card(to.x * 120, to.y * 48);
            isDrawnAnew();
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { badgeLines } from '#shared/picture/badge-lines';
import { overlap } from '#shared/picture/box-grid';
import { type Box, CARD_HEIGHT, CARD_WIDTH, type Route } from '#shared/picture/geometry';
import { labelBoxes, pillPlace } from '#shared/picture/labels';
import { type LineEnds, routesOf } from '#shared/picture/routes';

const card = (x: number, y: number): Box => ({ x, y, width: CARD_WIDTH, height: CARD_HEIGHT });
const line = (id: string, from: Box, to: Box, badge = ''): LineEnds => ({
  id,
  from,
  to,
  isOutcome: false,
  shift: 0,
  badge,
});

function drawn(lines: readonly LineEnds[], cards: readonly Box[]) {
  const routes = routesOf(lines, cards);
  return lines.map((each) => {
    const route = routes.get(each.id);
    if (!route) throw new Error(`no route of ${each.id}`);
    return { route, boxes: labelBoxes(route.label, each.badge === '' ? [] : badgeLines(each.badge, route.label.room)) };
  });
}

/** Whether a curve of a route comes into a box: its points, close enough to meet whatever is as broad as a letter. */
function isCrossed(box: Box, { path }: Route): boolean {
  const [x0 = 0, y0 = 0, x1 = 0, y1 = 0, x2 = 0, y2 = 0, x3 = 0, y3 = 0] = path.match(/-?[\d.]+/g)?.map(Number) ?? [];
  return Array.from({ length: 201 }, (_, index) => index / 200).some((t) => {
    const u = 1 - t;
    const at = (a: number, b: number, c: number, d: number): number =>
      u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
    const [x, y] = [at(x0, x1, x2, x3), at(y0, y1, y2, y3)];
    return x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height;
  });
}

describe('the words of a line', () => {
  it('stand around it where it runs level', () => {
    const [from, to] = [card(0, 0), card(400, 0)];
    const [only] = drawn([line('a', from, to, 'batch 10')], [from, to]);
    expect(only?.route.label).toMatchObject({ ...only?.route.middle, side: 'over' });
  });

  it('stand beside it where it is steep, and the line does not run through them', () => {
    const [from, to] = [card(0, 200), card(CARD_WIDTH + 66, 40)];
    const [only] = drawn([line('a', from, to, 'GET /items/{id}')], [from, to]);
    expect(only?.route.label.side).not.toBe('over');
    expect(only?.boxes.some((box) => isCrossed(box, only.route))).toBe(false);
  });

  it('leave free what lies above a card, where it says what it spills', () => {
    // The line runs level, and the card below it is just far enough for the setting below the line.
    const [from, to] = [card(0, 0), card(700, 0)];
    const below = card(330 - CARD_WIDTH / 2 + 70, CARD_HEIGHT / 2 + 20);
    const [only] = drawn([line('a', from, to, 'batch 10')], [from, to, below]);
    expect(only?.boxes.reduce((sum, box) => sum + overlap(box, pillPlace(below)), 0)).toBe(0);
  });

  it('of a fan lie on no card, on no other words and on no line, their own or another', () => {
    const source = card(0, 160);
    const targets = [0, 1, 2].map((row) => card(CARD_WIDTH + 160, row * 160));
    const cards = [source, ...targets];
    const all = drawn(
      targets.map((target, index) => line(`${index}`, source, target)),
      cards,
    );
    const boxes = all.map((each) => each.boxes);
    for (const [index, own] of boxes.entries()) {
      const others = boxes.flatMap((each, other) => (other === index ? [] : each));
      for (const box of own) {
        expect([...cards, ...others].filter((other) => overlap(box, other) > 0)).toEqual([]);
        expect(all.filter(({ route }) => isCrossed(box, route))).toEqual([]);
      }
    }
  });

  it('of two lines that cross lie apart', () => {
    const cards = [card(0, 0), card(0, 160), card(600, 0), card(600, 160)];
    const [a, b, c, d] = cards as [Box, Box, Box, Box];
    const [down, up] = drawn([line('down', a, d), line('up', b, c)], cards);
    for (const box of down?.boxes ?? []) {
      expect(up?.boxes.filter((other) => overlap(box, other) > 0)).toEqual([]);
      expect(up && isCrossed(box, up.route)).toBe(false);
    }
  });
});

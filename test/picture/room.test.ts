import { describe, expect, it } from 'vitest';
import type { ProjectDocument } from '#shared/document/schema';
import { CARD_HEIGHT, CARD_WIDTH, GRID } from '#shared/picture/geometry';
import { placesOf } from '#shared/picture/place';
import { roomBetween } from '#shared/picture/room';
import { aDocument, aFunction, aQueue, joined } from '../support/builders';
import { exampleDocuments } from '../support/example-graphs';

type Point = { readonly x: number; readonly y: number };
const overlaps = (a: Point, b: Point): boolean => Math.abs(a.x - b.x) < CARD_WIDTH && Math.abs(a.y - b.y) < CARD_HEIGHT;

/** Of each card whether it stands left of, right of or level with each other one. */
const order = (places: readonly Point[]): readonly number[] =>
  places.flatMap((a) => places.map((b) => Math.sign(a.x - b.x)));

describe('room for a card between two others', () => {
  const row: ProjectDocument = {
    ...aDocument(aQueue('jobs'), aFunction('worker'), joined('lambda/queue-event-source', 'jobs', 'worker')),
    layout: { jobs: { x: 0, y: 0 }, worker: { x: 280, y: 0 } },
  };
  const between = { from: 'jobs', to: 'worker' };

  it('is where it was wanted while nothing lies there', () => {
    expect(roomBetween(row, between, { x: 136, y: 200 })).toEqual({ at: { x: 136, y: 200 }, moved: {} });
  });

  it('is made by what stands behind it', () => {
    const { at, moved } = roomBetween(row, between, { x: 136, y: 0 });
    expect(at).toEqual({ x: 280, y: 0 });
    expect(moved).toEqual({ worker: { x: 560, y: 0 } });
  });

  it('is beside a line that leads back', () => {
    const { at, moved } = roomBetween(row, { from: 'worker', to: 'jobs' }, { x: 136, y: 0 });
    expect(at).toEqual({ x: 136, y: 136 });
    expect(moved).toEqual({});
  });

  it.each([...exampleDocuments()])('in %s covers no card, and leaves all in their order', (_name, document) => {
    const before = placesOf(document);
    for (const line of document.connections) {
      const [a, b] = [before.get(line.from), before.get(line.to)];
      if (!a || !b) throw new Error(`${line.id} joins nothing`);
      const { at, moved } = roomBetween(document, line, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
      const after = [...before].map(([card, place]) => moved[card] ?? place);
      expect(after.filter((card) => overlaps(card, at))).toEqual([]);
      expect(order(after)).toEqual(order([...before.values()]));
      expect([at.x % GRID, at.y % GRID].map(Math.abs)).toEqual([0, 0]);
    }
  });
});

import type { Box } from './geometry';

/** About one card and the room around it. */
const CELL = 320;
/** Rows are told apart from columns by this factor: more than a drawing has. */
const ROWS = 1 << 24;

/** Boxes by where they lie: who is near is answered without asking all. */
export class BoxGrid<B extends Box = Box> {
  readonly #cells = new Map<number, B[]>();

  add(box: B): void {
    eachCell(box, (key) => {
      const cell = this.#cells.get(key);
      if (cell) cell.push(box);
      else this.#cells.set(key, [box]);
    });
  }

  /** Boxes that share more than an edge with this one. */
  near(box: Box): readonly B[] {
    const found: B[] = [];
    eachCell(box, (key) => {
      for (const other of this.#cells.get(key) ?? []) {
        if (overlap(box, other) > 0 && !found.includes(other)) found.push(other);
      }
    });
    return found;
  }
}

/** The area that two boxes share. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  if (width <= 0) return 0;
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return height > 0 ? width * height : 0;
}

export const grown = ({ x, y, width, height }: Box, by: number): Box => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

function eachCell({ x, y, width, height }: Box, visit: (key: number) => void): void {
  const [right, bottom] = [Math.ceil((x + width) / CELL), Math.ceil((y + height) / CELL)];
  for (let column = Math.floor(x / CELL); column < right; column += 1) {
    for (let row = Math.floor(y / CELL); row < bottom; row += 1) visit(column * ROWS + row);
  }
}

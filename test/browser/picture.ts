/** Pictures of parts of the page, held against those that were kept. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';

const kept = join(import.meta.dirname, 'snapshots');

/** A pixel differs where a channel is off by more than this: smoothing of edges differs from one processor to another. */
const CHANNEL = 40;
/** Share of the pixels that may differ. */
const TOLERANCE = 0.004;

/**
 * Fails where an element no longer looks as in the picture of this name, or has another size; UPDATE_SNAPSHOTS=1 keeps it
 * as it looks now. Both pictures are read by a blank page of the same browser, so that no library is needed for it.
 */
export async function expectPicture(element: Locator, name: string): Promise<void> {
  const file = join(kept, `${name}.png`);
  const now = await element.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
  if (process.env['UPDATE_SNAPSHOTS'] === '1') {
    mkdirSync(kept, { recursive: true });
    writeFileSync(file, now);
    return;
  }
  if (!existsSync(file)) throw new Error(`there is no picture ${file}: look at it and keep it with UPDATE_SNAPSHOTS=1`);
  const before = readFileSync(file);
  if (now.equals(before)) return;
  const blank = await element.page().context().newPage();
  const found = await blank.evaluate(differing, {
    pictures: [before, now].map((bytes) => bytes.toString('base64')),
    channel: CHANNEL,
  });
  await blank.close();
  if (found.share > TOLERANCE || found.sizes[0] !== found.sizes[1]) {
    const fresh = join(import.meta.dirname, '../../out', `${name}.png`);
    writeFileSync(fresh, now);
    expect.fail(`${name} differs by ${(found.share * 100).toFixed(2)} % (${found.sizes.join(' → ')}): see ${fresh}`);
  }
}

interface Pictures {
  readonly pictures: readonly string[];
  readonly channel: number;
}

/** Runs in the page. */
async function differing({ pictures, channel }: Pictures): Promise<{ sizes: string[]; share: number }> {
  const images = await Promise.all(
    pictures.map(async (bytes) => {
      const image = new Image();
      image.src = `data:image/png;base64,${bytes}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      return context?.getImageData(0, 0, image.width, image.height);
    }),
  );
  const sizes = images.map((image) => `${image?.width} × ${image?.height}`);
  const [a, b] = images;
  if (!a || !b || a.data.length !== b.data.length) return { sizes, share: 1 };
  let count = 0;
  for (let at = 0; at < a.data.length; at += 4) {
    const isOff = [0, 1, 2].some((i) => Math.abs((a.data[at + i] ?? 0) - (b.data[at + i] ?? 0)) > channel);
    if (isOff) count += 1;
  }
  return { sizes, share: (count * 4) / a.data.length };
}

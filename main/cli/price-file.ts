/** A file of prices, as `prices refresh` writes it. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PriceData } from '#shared/cost/price-list';
import { pricesFrom } from '#shared/cost/regions';
import type { ProjectDocument } from '#shared/document/schema';
import type { PriceList } from '#shared/model/cost';
import { diskErrorMessage } from '../host/disk-error';
import { CommandFailure } from './failure';
import { shown } from './project';

const priceData = z.object({
  region: z.string(),
  prices: z.record(
    z.string(),
    z.object({
      tiers: z.array(z.array(z.number().nonnegative().nullable()).length(2)).min(1),
      source: z.string(),
      asOf: z.string(),
      confidence: z.string(),
    }),
  ),
});

/** @throws CommandFailure for a file that is not there, holds no prices, or those of another Region */
export async function pricesIn(path: string, { account }: Pick<ProjectDocument, 'account'>): Promise<PriceList> {
  const read = priceData.safeParse(await readJson(path));
  if (!read.success) {
    throw new CommandFailure(`${shown(path)} holds no prices: a file of spillway prices refresh --out was expected`);
  }
  const prices: PriceData = read.data;
  if (prices.region !== account.region) {
    throw new CommandFailure(
      `${shown(path)} has the prices of ${prices.region}, and the design is in ${account.region}`,
    );
  }
  try {
    return await pricesFrom(prices);
  } catch (error) {
    throw new CommandFailure(`${shown(path)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** @throws CommandFailure where it cannot be read or is not JSON */
export async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new CommandFailure(diskErrorMessage(error, shown(path)));
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandFailure(`${shown(path)} is not JSON`);
  }
}

import { writeFile } from 'node:fs/promises';
import { type Refresh, refresh, refreshed, type RefreshedPrice } from '#shared/cost/offers';
import { offerRules, priceData, PRICED_REGIONS } from '#shared/cost/regions';
import { plain } from '#shared/model/figures';
import { type Column, textTable } from '#shared/report/table';
import { VERSION } from '#shared/version';
import { diskErrorMessage } from '../host/disk-error';
import type { Arguments } from './arguments';
import { CommandFailure, type Status } from './failure';
import { jsonText } from './json';
import { readJson } from './price-file';
import { shown } from './project';
import type { Terminal } from './terminal';

/** Holds AWS's price files against the prices of a Region, says what changed, and writes the prices as they are now. */
export async function pricesRefreshCommand({ operands, values }: Arguments, terminal: Terminal): Promise<Status> {
  const region = values.get('region') ?? 'us-east-1';
  const known = await priceData(region);
  if (!known) {
    const regions = Object.keys(PRICED_REGIONS).join(', ');
    throw new CommandFailure(`no prices are known for ${region} to hold files against: they are for ${regions}`);
  }
  const rules = await offerRules();
  const found: Refresh[] = [];
  for (const path of operands) {
    const read = refresh(await readJson(path), rules, known);
    if ('why' in read) throw new CommandFailure(`${shown(path)} cannot be used: ${read.why}`);
    found.push(read);
  }
  const out = values.get('out');
  if (out !== undefined) await write(out, `${JSON.stringify(refreshed(known, found), null, 2)}\n`);
  terminal.print(
    values.get('format') === 'json'
      ? jsonText({ spillway: VERSION, region, offers: found })
      : refreshText(found, region),
  );
  return found.some(({ refused }) => refused.length > 0) ? 1 : 0;
}

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new CommandFailure(diskErrorMessage(error, shown(path)));
  }
}

function refreshText(found: readonly Refresh[], region: string): string {
  return found
    .map(({ offer, version, publishedOn, prices, refused }) => {
      const changed = prices.filter(({ isChanged }) => isChanged);
      const same = prices.length - changed.length;
      const head = `${offer} in ${region}, version ${version}, published on ${publishedOn}: ${changed.length} changed, ${same} as before, ${refused.length} refused\n`;
      const table = changed.length === 0 ? '' : textTable(columns, changed);
      return head + table + refused.map(({ meter, why }) => `  ${meter} keeps its price: ${why}\n`).join('');
    })
    .join('\n');
}

const columns: readonly Column<RefreshedPrice>[] = [
  { title: 'meter', text: ({ meter }) => meter },
  { title: 'was, USD', text: ({ was }) => (was === undefined ? 'not known' : tiersText(was)) },
  { title: 'is, USD', text: ({ now }) => tiersText(now) },
];

function tiersText(tiers: RefreshedPrice['now']): string {
  return tiers
    .map(([upTo, usd]) => `${plain(usd ?? 0)}${upTo === null || upTo === undefined ? '' : ` up to ${plain(upTo)}`}`)
    .join(', ');
}

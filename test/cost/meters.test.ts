import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPrices, PRICED_REGIONS } from '#shared/cost/regions';
import meterData from '../../shared/cost/prices/meters.json';

const servicesFolder = resolve(import.meta.dirname, '../../shared/services');
/** What several cost rooms name. */
const common = resolve(import.meta.dirname, '../../shared/model/usage.ts');

/** Meters whose price is known in some of the Regions only. */
const UNPRICED_SOMEWHERE = new Set([
  'kms/key_month',
  'kms/requests',
  'lambda/esm_epu_hour_sqs',
  'sqs/fair_surcharge',
  'vpc/endpoint_gb',
  'vpc/endpoint_hour',
]);

/** `service/dimension` in a cost room, units like `calls/s` left out; a placeholder stands for any ending. */
function metersNamedIn(source: string): readonly string[] {
  const named = source.matchAll(/['`]((?:[a-z][a-z-]*)\/[a-z0-9_]+(?:\$\{[^}]+\}[a-z0-9_]*)?)['`]/g);
  return [...named].map(([, meter]) => meter ?? '').filter((meter) => !meter.endsWith('/s'));
}

const rooms = readdirSync(servicesFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => resolve(servicesFolder, name, 'cost.ts'));
const named = [...rooms, common].flatMap((room) => metersNamedIn(readFileSync(room, 'utf8')));

/** The meters that a name with a placeholder stands for. */
function meant(name: string): readonly string[] {
  if (!name.includes('${')) return [name];
  const pattern = new RegExp(`^${name.replace(/\$\{[^}]+\}/, '[a-z0-9_]+')}$`);
  return Object.keys(meterData.meters).filter((meter) => pattern.test(meter));
}

describe('the meters that services name', () => {
  it('are found in their cost rooms', () => {
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((name) => meant(name).length === 0)).toEqual([]);
  });

  it.each(Object.keys(PRICED_REGIONS))(
    'have a price in %s, but for X-Ray’s, which is not known anywhere',
    async (region) => {
      const prices = await loadPrices(region);
      const unpriced = [...new Set(named.flatMap(meant))].filter((meter) => !prices.price(meter));
      expect(unpriced.filter((meter) => !UNPRICED_SOMEWHERE.has(meter))).toEqual(['xray/traces_recorded']);
    },
  );
});

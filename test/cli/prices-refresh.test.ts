/** `spillway prices refresh` as a process: what a price file of AWS changes. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { example, spillway } from '../support/spillway-process';
import { temporaryFolder } from '../support/temporary-folder';

// Each test starts up to four processes.
vi.setConfig({ testTimeout: 60_000 });

const pipeline = example('order-pipeline');

const json = async (...args: readonly string[]): Promise<any> => JSON.parse((await spillway(args)).out);

describe('prices refresh', () => {
  const lambda = (usd: string) => ({
    offerCode: 'AWSLambda',
    version: '20261120',
    publicationDate: '2026-11-20T00:00:00Z',
    products: {
      A1: {
        sku: 'A1',
        productFamily: 'Serverless',
        attributes: { regionCode: 'us-east-1', usagetype: 'Request-ARM', group: 'AWS-Lambda-Requests-ARM' },
      },
    },
    terms: {
      OnDemand: {
        A1: {
          'A1.JRTCKXETXF': { priceDimensions: { x: { beginRange: '0', endRange: 'Inf', pricePerUnit: { USD: usd } } } },
        },
      },
    },
  });

  it('says what changed, and the bill follows the file that it writes', async () => {
    const folder = await temporaryFolder();
    const [offer, out] = [join(folder, 'index.json'), join(folder, 'prices.json')];
    await writeFile(offer, JSON.stringify(lambda('0.0000004')));
    const { status, out: text } = await spillway(['prices', 'refresh', offer, '--out', out]);
    // Meters that the file does not speak of are refused by name.
    expect(status).toBe(1);
    expect(text).toContain('lambda/requests_arm');
    expect(text).toMatch(/0\.0000002 +0\.0000004/);
    const usd = async (...more: readonly string[]): Promise<number> => {
      const { cost } = await json('cost', pipeline, '--format', 'json', ...more);
      return cost.lines
        .filter(({ meter }: { meter: string }) => meter === 'lambda/requests_arm')
        .reduce((sum: number, line: { usd: number }) => sum + line.usd, 0);
    };
    expect((await usd('--prices', out)) / (await usd())).toBeCloseTo(2, 9);

    const written = await readFile(out, 'utf8');
    await writeFile(out, written.replaceAll(/"asOf": "20\d\d/g, '"asOf": "2019'));
    const { status: fine, err } = await spillway(['cost', pipeline, '--prices', out]);
    expect([fine, err]).toEqual([
      0,
      expect.stringMatching(/^note: .* USD a month stand on prices more than a year old, .* of 2019-/),
    ]);
  });

  it('a file that is no price file, and prices of another Region, end with a sentence', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'x.json');
    await writeFile(file, '{"a":1}');
    const refused = await spillway(['prices', 'refresh', file]);
    expect([refused.status, refused.err]).toEqual([2, expect.stringContaining('was expected')]);
    const rubbish = await spillway(['cost', pipeline, '--prices', file]);
    expect([rubbish.status, rubbish.err]).toEqual([2, expect.stringContaining('holds no prices')]);
    await writeFile(file, '{"region":"eu-west-1","prices":{}}');
    const abroad = await spillway(['cost', pipeline, '--prices', file]);
    expect(abroad.err).toContain('has the prices of eu-west-1, and the design is in us-east-1');
  });
});

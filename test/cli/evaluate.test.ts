/** `spillway evaluate`, `check` and `diff` as processes: what they print and with what status they end. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { exampleIds } from '#shared/examples/gallery';
import { checkSchema, diffSchema, evaluationSchema } from '../../main/cli/evaluation-schema';
import { example, spillway } from '../support/spillway-process';
import { temporaryFolder } from '../support/temporary-folder';

// Each test starts up to four processes.
vi.setConfig({ testTimeout: 60_000 });

const pipeline = example('order-pipeline');

const json = async (...args: readonly string[]): Promise<any> => JSON.parse((await spillway(args)).out);

describe('evaluate', () => {
  it('prints for people, without colours where nobody looks on, and ends with status 0', async () => {
    const { status, out, err } = await spillway(['evaluate', pipeline]);
    expect(status).toBe(0);
    // Only notes on facts that have grown old since they were read.
    expect(err).toMatch(/^(note: .*\n)*$/);
    expect(out).toContain('Sustains 571/s');
    expect(out).not.toContain('\u001B');
  });

  it('ends with status 1 where the load breaks a limit, unless told not to', async () => {
    expect((await spillway(['evaluate', pipeline, '--load', '3'])).status).toBe(1);
    expect((await spillway(['evaluate', pipeline, '--load', '3', '--fail-on', 'none'])).status).toBe(0);
    expect((await spillway(['evaluate', pipeline, '--fail-on', 'warning'])).status).toBe(1);
  });

  it('takes a factor, a percentage and a rate for the same load', async () => {
    const loads = await Promise.all(
      ['3', '3x', '300%', '1200/s'].map((load) => json('evaluate', pipeline, '--load', load, '--format', 'json')),
    );
    expect(loads.map(({ entryPerSecond }) => entryPerSecond)).toEqual([1200, 1200, 1200, 1200]);
  });

  it.each(exampleIds)('prints of %s the JSON that its schema describes, every field of it', async (name) => {
    evaluationSchema.parse(await json('evaluate', example(name), '--load', '3', '--format', 'json'));
    checkSchema.parse(await json('check', example(name), '--format', 'json'));
  });

  it('prices another Region on request', async () => {
    const { cost, region } = await json('evaluate', pipeline, '--region', 'eu-central-1', '--format', 'json');
    expect([region, cost.region]).toEqual(['eu-central-1', 'eu-central-1']);
  });

  it('takes the quotas of an account from a file, and says what AWS would have to raise', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'quotas.json');
    const quotas = (region: string): string =>
      JSON.stringify({
        Quotas: [
          { QuotaArn: `arn:aws:servicequotas:${region}:1:lambda/L-B99A9384`, QuotaCode: 'L-B99A9384', Value: 10 },
        ],
      });
    await writeFile(file, quotas('us-east-1'));
    const { status, out } = await spillway(['evaluate', example('rest-api'), '--quotas', file]);
    expect(status).toBe(1);
    expect(out).toContain('Sustains 8.87/s');
    expect(out).toContain('--quota-code L-B99A9384 --desired-value 1400 --region us-east-1');
    await writeFile(file, quotas('eu-west-1'));
    const abroad = await spillway(['check', pipeline, '--quotas', file]);
    expect([abroad.status, abroad.err]).toEqual([2, expect.stringContaining('has the quotas of eu-west-1')]);
    await writeFile(file, '{"a":1}');
    const rubbish = await spillway(['check', pipeline, '--quotas', file]);
    expect([rubbish.status, rubbish.err]).toEqual([2, expect.stringContaining('expected is what')]);
  });

  it('prints tables for spreadsheets and for Markdown', async () => {
    const csv = (await spillway(['evaluate', pipeline, '--format', 'csv'])).out;
    expect(csv.split('\r\n')[0]).toBe('resource,offered,done,refused,failed,waiting,latency,used,of its fullest limit');
    expect((await spillway(['evaluate', pipeline, '--format', 'markdown'])).out).toContain('| 571/s | 1.43× |');
  });
});

describe('check', () => {
  it('fails where an assertion of the file fails', async () => {
    const document = JSON.parse(await readFile(pipeline, 'utf8')) as object;
    const asserting = (atLeast: number): string =>
      JSON.stringify({ ...document, assertions: [{ id: 'black-friday', kind: 'sustains', atLeast }] });
    expect((await spillway(['check', '-'], { input: asserting(500) })).status).toBe(0);
    const failed = await spillway(['check', '-', '--fail-on', 'none'], { input: asserting(5000) });
    expect(failed.status).toBe(1);
    expect(failed.out).toMatch(/fails {4}black-friday {2}sustains 571\/s/);
  });

  it('tells a code host the line that a finding speaks of', async () => {
    const log = await json('check', pipeline, '--format', 'sarif');
    const { physicalLocation } = log.runs[0].results[0].locations[0];
    expect(physicalLocation.artifactLocation.uri).toBe('shared/examples/order-pipeline.spillway');
    expect(physicalLocation.region.startLine).toBeGreaterThan(1);
  });
});

describe('diff', () => {
  const worse = async (): Promise<string> =>
    (await readFile(pipeline, 'utf8')).replace('"reservedConcurrency": 100', '"reservedConcurrency": 20');

  it('is clean for one file twice, and for one that was only moved', async () => {
    const moved = (await readFile(pipeline, 'utf8')).replace('"x": 1120', '"x": 1128');
    const { status, out } = await spillway(['diff', pipeline, '-', '--fail-on', 'info'], { input: moved });
    expect([status, out.includes('Drawing: 1 only moved')]).toEqual([0, true]);
    expect((await spillway(['diff', pipeline, pipeline])).out).toContain('Drawing: the same design');
  });

  it('ends with status 1 where an error appeared, and with 0 the other way round', async () => {
    const input = await worse();
    const { status, out } = await spillway(['diff', pipeline, '-'], { input });
    expect(status).toBe(1);
    expect(out).toContain('Reserved concurrency: 100 → 20');
    expect((await spillway(['diff', '-', pipeline], { input })).status).toBe(0);
    expect((await spillway(['diff', pipeline, '-', '--fail-on', 'none'], { input })).status).toBe(0);
  });

  it('prints the JSON that its schema describes, every field of it', async () => {
    const { out } = await spillway(['diff', pipeline, '-', '--format', 'json'], { input: await worse() });
    diffSchema.parse(JSON.parse(out));
    diffSchema.parse(await json('diff', pipeline, example('fifo-billing'), '--format', 'json'));
  });

  it('says which of the two cannot be read', async () => {
    expect(await spillway(['diff', pipeline, 'none.spillway'])).toMatchObject({
      status: 2,
      err: 'spillway: none.spillway does not exist\n',
    });
    expect((await spillway(['diff', '-', '-'])).err).toContain('only one of the two can be standard input');
  });
});

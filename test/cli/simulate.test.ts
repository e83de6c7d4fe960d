/** `spillway simulate` as a process: the very run that the core makes. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { resolve as resolveDocument } from '#shared/document/resolve';
import { readDocument } from '#shared/document/read';
import { services } from '#shared/services/registry';
import { simulate } from '#shared/simulation/simulate';
import { example, spillway } from '../support/spillway-process';
import { temporaryFolder } from '../support/temporary-folder';

// Each test starts up to four processes.
vi.setConfig({ testTimeout: 60_000 });

const pipeline = example('order-pipeline');

const json = async (...args: readonly string[]): Promise<any> => JSON.parse((await spillway(args)).out);

describe('simulate', () => {
  it('prints the very run that the core makes, however many threads share its replications', async () => {
    const text = await readFile(pipeline, 'utf8');
    const { document } = readDocument(text, services);
    if (!document) throw new Error('the order pipeline cannot be read');
    const { graph } = resolveDocument(document, services);
    const options = { duration: 20, seed: 3, profile: { kind: 'constant' as const }, failures: [], replications: 3 };
    const { digest, events } = simulate(graph, services, options);
    const args = ['simulate', pipeline, '--duration', '20s', '--seed', '3', '--replications', '3', '--format', 'json'];
    const printed = await json(...args);
    expect([printed.digest, printed.events, printed.replications]).toEqual([digest, events, 3]);
  });

  it('runs a scenario of the file, shorter on request', async () => {
    const args = ['simulate', pipeline, '--scenario', 'flash-sale', '--duration', '5s', '--replications', '2'];
    const { status, out } = await spillway(args);
    expect(status).toBe(0);
    expect(out).toContain('Order pipeline: Flash sale, 2 runs of 5 s, seed 7');
  });

  it('says what of the file does not count, and where nothing comes in', async () => {
    const file = join(await temporaryFolder(), 'silent.spillway');
    const text = await readFile(pipeline, 'utf8');
    await writeFile(file, text.replace(/"rate": \d+/, '"rate": -5'));
    const wrong = await spillway(['simulate', file, '--duration', '2s', '--replications', '1']);
    expect([wrong.status, wrong.err]).toEqual([0, expect.stringContaining('until that is mended it counts as')]);
    const { out } = await spillway(['simulate', pipeline, '--load', '0']);
    expect(out).toContain('Nothing came in: no client, schedule or other entry sends anything');
  });

  it.each([
    [['--scenario', 'flash-sail'], 'spillway: there is no scenario flash-sail: perhaps flash-sale is meant'],
    [['--duration', 'long'], 'spillway: --duration takes a time of up to 366 days (90s, 10m, 2h), not long'],
    [['--seed', '-1'], 'spillway: --seed takes a whole number from 0 to 4294967295, not -1'],
    [['--replications', '0'], 'spillway: --replications takes a whole number from 1 to 100, not 0'],
  ])('%j is refused', async (args, sentence) => {
    const { status, err } = await spillway(['simulate', pipeline, ...args]);
    expect([status, err.split('\n')[0]]).toEqual([2, sentence]);
  });
});

/** The built command line as a process: exit statuses, streams, what it does with bad input. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { resolve as resolveDocument } from '#shared/document/resolve';
import { readDocument } from '#shared/document/read';
import { exampleIds } from '#shared/examples/gallery';
import { services } from '#shared/services/registry';
import { simulate } from '#shared/simulation/simulate';
import { checkSchema, diffSchema, evaluationSchema } from '../../main/cli/evaluation-schema';
import { type Ended, example, spillway } from '../support/spillway-process';
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

describe('streams', () => {
  it('a project may come from standard input', async () => {
    const input = await readFile(pipeline);
    expect(await spillway(['evaluate', '-'], { input })).toEqual(await spillway(['evaluate', pipeline]));
  });

  it('a reader that closes early is no failure', async () => {
    const { status, err } = await spillway(['schema', 'project'], { closesEarly: true });
    expect([status, err]).toEqual([0, '']);
  });

  it('no escape sequence of a name reaches the terminal', async () => {
    const text = (await readFile(pipeline, 'utf8')).replace(
      '"name": "billing"',
      String.raw`"name": "bil\u001b[2Jling"`,
    );
    for (const command of ['evaluate', 'check', 'cost']) {
      expect((await spillway([command, '-'], { input: text })).out).not.toContain('\u001B');
    }
  });
});

describe('bad input', () => {
  it.each([
    ['nothing at all', '', 'the file is empty'],
    ['a file that was cut off', '{"format": 1, "resources": [{"id": "a"', 'line 1, column'],
    ['other JSON', '{"a": 1}', 'no Spillway project'],
    ['a newer format', '{"format": 99, "resources": []}', 'saved by a newer Spillway'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), 'not a text in UTF-8'],
  ])('%s is told in one sentence, with status 2', async (_what, input, sentence) => {
    const { status, out, err } = await spillway(['evaluate', '-'], { input });
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^spillway: standard input[: ].*\n$/);
    expect(err).toContain(sentence);
  });

  it('a folder and a file that is not there are told by name', async () => {
    const folder = await temporaryFolder();
    expect(await spillway(['check', folder])).toEqual({
      status: 2,
      out: '',
      err: `spillway: ${folder} is a folder: name the file in it\n`,
    });
    expect((await spillway(['check', 'none.spillway'])).err).toBe('spillway: none.spillway does not exist\n');
  });

  it.each([
    [['evalute', 'x'], 'spillway: there is no command evalute: perhaps evaluate is meant\n'],
    [['--load', '2'], 'spillway: options come after the command, but --load comes first. See: spillway help\n'],
    [
      ['evaluate', pipeline, '--load', 'fast'],
      'spillway: --load takes a factor (2, 2x, 150%) or a rate (1200/s), not fast\n',
    ],
    [
      ['rules', 'sqs/retention-outlast-delay'],
      'spillway: there is no rule sqs/retention-outlast-delay: perhaps sqs/retention-outlasts-delay is meant\n',
    ],
    [
      ['rules', '--lesson', 'delay-queue'],
      'spillway: there is no lesson delay-queue: perhaps delay-queues is meant\nSee: spillway help rules\n',
    ],
  ])('%j is told in one sentence, with status 2', async (args, err) => {
    expect(await spillway(args)).toEqual({ status: 2, out: '', err });
  });

  it('lessons are told with what is true today and where it stands', async () => {
    const { status, out } = await spillway(['rules', '--lesson', 'asynchronous-calls']);
    expect(status).toBe(0);
    expect(out).toContain('rather: Three attempts are one call and two retries');
    expect(out).toContain('invocation-async-error-handling.html (as of 20');
    const all = await spillway(['rules', '--lesson', 'all', '--format', 'json']);
    expect((JSON.parse(all.out) as { lessons: unknown[] }).lessons.length).toBeGreaterThan(10);
  });

  it('what reading found counts like any other finding', async () => {
    const text = (await readFile(pipeline, 'utf8')).replace('"service": "sns"', '"service": "snss"');
    const { status, out } = await spillway(['check', '-'], { input: text });
    expect(status).toBe(1);
    expect(out).toContain('perhaps');
  });
});

describe('help', () => {
  it('is a result when asked for and a remark when not', async () => {
    const asked = await spillway(['--help']);
    expect([asked.status, asked.err]).toEqual([0, '']);
    expect(asked.out).toContain('evaluate FILE');
    const bare = await spillway([]);
    expect([bare.status, bare.out]).toEqual([2, '']);
    expect((await spillway(['help', 'export', 'cdk'])).out).toBe((await spillway(['export', 'cdk', '--help'])).out);
    expect((await spillway(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
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

describe('files', () => {
  it('new writes a project once, fmt finds it canonical, and an edited one not', async () => {
    const cwd = await temporaryFolder();
    expect(await spillway(['new', 'shop', '--example', 'queue-worker'], { cwd })).toEqual({
      status: 0,
      out: 'shop.spillway\n',
      err: '',
    });
    expect((await spillway(['new', 'shop'], { cwd })).status).toBe(2);
    expect((await spillway(['fmt', '--check', 'shop.spillway'], { cwd })).status).toBe(0);
    const path = join(cwd, 'shop.spillway');
    const canonical = await readFile(path, 'utf8');
    await writeFile(path, JSON.stringify(JSON.parse(canonical)));
    expect((await spillway(['fmt', '--check', 'shop.spillway'], { cwd })).status).toBe(1);
    expect((await spillway(['fmt', 'shop.spillway'], { cwd })).out).toBe('shop.spillway\n');
    expect(await readFile(path, 'utf8')).toBe(canonical);
  });

  it('fmt leaves alone what it could not write back whole', async () => {
    const cwd = await temporaryFolder();
    const text = '{"format": 1, "name": "a", "name": "b", "resources": [], "connections": []}';
    await writeFile(join(cwd, 'twice.spillway'), text);
    expect((await spillway(['fmt', 'twice.spillway'], { cwd })).status).toBe(2);
    expect(await readFile(join(cwd, 'twice.spillway'), 'utf8')).toBe(text);
  });

  it('export cdk writes an app, keeps what is the person’s, and asks what to do about an edited file', async () => {
    const cwd = await temporaryFolder();
    const exportCdk = (...more: readonly string[]): Promise<Ended> =>
      spillway(['export', 'cdk', pipeline, '--out', 'app', ...more], { cwd });
    expect((await exportCdk('--dry-run')).out).toContain('would write bin/app.ts');
    await expect(readFile(join(cwd, 'app/bin/app.ts'))).rejects.toThrow('ENOENT');
    expect((await exportCdk()).status).toBe(0);
    expect((await exportCdk()).out).toMatch(/^app: 0 written, \d+ unchanged\n$/);
    await writeFile(join(cwd, 'app/bin/app.ts'), '// mine\n');
    await writeFile(join(cwd, 'app/README.md'), 'edited\n');
    const { status, out, err } = await exportCdk();
    expect([status, out]).toEqual([1, expect.stringContaining('left README.md: it was edited by hand')]);
    expect(err).toContain('\n-edited\n');
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toBe('edited\n');
    expect((await exportCdk('--on-edited', 'beside')).status).toBe(0);
    expect(await readFile(join(cwd, 'app/bin/app.ts'), 'utf8')).toBe('// mine\n');
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toBe('edited\n');
    expect(await readFile(join(cwd, 'app/README.md.new'), 'utf8')).toContain('#');
    await exportCdk('--on-edited', 'overwrite');
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toContain('#');
  });

  it('export cdk makes stacks of groups, keeps the choice, and refuses a circle before anything is written', async () => {
    const cwd = await temporaryFolder();
    const document = JSON.parse(await readFile(pipeline, 'utf8')) as Record<string, unknown>;
    const group = (id: string, members: readonly string[]) => ({ id, name: id, members });
    const write = (...groups: readonly object[]): Promise<void> =>
      writeFile(join(cwd, 'grouped.spillway'), JSON.stringify({ ...document, groups }));
    const exportCdk = (...more: readonly string[]): Promise<Ended> =>
      spillway(['export', 'cdk', 'grouped.spillway', '--out', 'app', ...more], { cwd });
    await write(group('payments', ['billing', 'billing-failed', 'charge-card']));
    expect((await exportCdk('--stacks', 'groups')).out).toContain('wrote lib/order-pipeline-payments-stack.ts');
    expect((await exportCdk()).out).toMatch(/^app: 0 written, \d+ unchanged\n$/);

    await write(group('payments', ['billing', 'create-order']), group('topics', ['order-events']));
    const { status, out, err } = await exportCdk();
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(/what is in no group and payments cannot be stacks of their own.*take billing out of payments/);
    expect(err).toContain('--stacks joined has groups in a circle share a stack');
    expect((await exportCdk('--stacks', 'some')).status).toBe(2);
  });

  it('export cdk writes a design that spills at the load, and says so', async () => {
    const cwd = await temporaryFolder();
    const { status, err } = await spillway(['export', 'cdk', pipeline, '--out', 'app', '--load', '3'], { cwd });
    expect(status).toBe(0);
    expect(err).toContain('limits do not hold');
    expect(await readFile(join(cwd, 'app/README.md'), 'utf8')).toContain('It spills at the drawn load');
  });

  it('export cdk writes nothing while an error of the design stands', async () => {
    const cwd = await temporaryFolder();
    const text = await readFile(pipeline, 'utf8');
    await writeFile(join(cwd, 'short.spillway'), text.replace('"timeout": 30', '"timeout": 60'));
    const { status, out, err } = await spillway(['export', 'cdk', 'short.spillway', '--out', 'app'], { cwd });
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain('lambda/visibility-timeout-covers-function-timeout');
  });
});

describe('pictures and reports', () => {
  it('a picture is written at the load that was asked for, and is read as the project that it shows', async () => {
    const folder = await temporaryFolder();
    const file = join(folder, 'pipeline.svg');
    const { status, out } = await spillway([
      'export',
      'svg',
      pipeline,
      '--load',
      '3x',
      '--theme',
      'dark',
      '--out',
      file,
    ]);
    expect([status, out]).toEqual([0, `${file}\n`]);
    expect(await readFile(file, 'utf8')).toContain('sustains 571/s');
    expect((await spillway(['fmt', '--check', pipeline])).status).toBe(0);
    const [direct, throughPicture] = [
      await json('evaluate', pipeline, '--format', 'json'),
      await json('evaluate', file, '--format', 'json'),
    ];
    expect(throughPicture).toEqual(direct);
  });

  it('a report is printed as Markdown with the drawing, and as HTML without a script', async () => {
    const markdown = await spillway(['export', 'markdown', pipeline]);
    expect(markdown.out).toMatch(/^# Order pipeline\n[^]*```mermaid\nflowchart LR[^]*## Where the figures come from/);
    const html = await spillway(['export', 'html', pipeline]);
    expect(html.out).toMatch(/^<!doctype html>/);
    expect(html.out).not.toContain('<script');
  });

  it('a picture of something else, and a folder that is not there, end with a sentence', async () => {
    const picture = await spillway(['evaluate', '-'], { input: '<svg xmlns="http://www.w3.org/2000/svg"/>' });
    expect([picture.status, picture.err]).toEqual([
      2,
      expect.stringContaining('is a picture without a Spillway project'),
    ]);
    const nowhere = await spillway(['export', 'svg', pipeline, '--out', '/nowhere/at/all.svg']);
    expect([nowhere.status, nowhere.out]).toEqual([2, '']);
    expect(nowhere.err).toContain('/nowhere/at/all.svg');
  });
});

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

/** What the built command line does with streams, bad input and calls for help. */
import { readFile } from 'node:fs/promises';
import { describe, expect, it, vi } from 'vitest';
import { example, spillway } from '../support/spillway-process';
import { temporaryFolder } from '../support/temporary-folder';

// Each test starts up to four processes.
vi.setConfig({ testTimeout: 60_000 });

const pipeline = example('order-pipeline');

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
